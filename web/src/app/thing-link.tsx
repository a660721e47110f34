import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addressOf } from './find-address.js';

interface ThingLinkProps {
  /** As `GET /search` and `GET /changes` name it: service, error_group, trace, alert, alert_rule, metric … */
  kind: string;
  id: string;
  className?: string;
  children: ReactNode;
}

/** A link to the page of a thing, wherever in the application that is. */
export function ThingLink({ kind, id, className, children }: ThingLinkProps) {
  return (
    <Link to={addressOf(kind, id) as never} className={className}>
      {children}
    </Link>
  );
}
