import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface AreaLinkProps {
  to: '/services/$service' | '/traces/$traceId' | '/logs' | '/alerts/rules/new';
  params?: Readonly<Record<string, string>>;
  search?: Readonly<Record<string, string | undefined>>;
  className?: string;
  children: ReactNode;
}

/** A link to a page of another area, with the parameters that it reads from its address. */
export function AreaLink({ to, params, search, ...rest }: AreaLinkProps) {
  // The other areas type their own addresses: here they are texts.
  return <Link {...({ to, params, search } as object as { to: '.' })} {...rest} />;
}
