import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addressOf } from './find-address.js';

/** What every page has of the address it comes from: the time range. */
export function rangeIn(search: { range?: unknown; from?: unknown; to?: unknown }): object {
  const { range, from, to } = search;
  return { range, from, to };
}

interface ThingLinkProps {
  /** As `GET /search` and `GET /changes` name it: service, error_group, trace, alert, alert_rule, metric … */
  kind: string;
  id: string;
  className?: string;
  children: ReactNode;
}

/** A link to the page of a thing, wherever in the application that is. */
export function ThingLink({ kind, id, className, children }: ThingLinkProps) {
  const { to, search = {} } = addressOf(kind, id);
  return (
    <Link
      to={to as never}
      search={((kept: object) => ({ ...rangeIn(kept), ...search })) as never}
      className={className}
    >
      {children}
    </Link>
  );
}
