import { Link } from '@tanstack/react-router';
import type { Subject } from './subject-state.js';

/** Leads to the events of an address or a user; of a network there is no list. */
export function SubjectLink({ subject: { scope, value } }: { subject: Subject }) {
  if (scope === 'network') return <span title={value}>{value}</span>;
  return (
    <Link to="/security" search={(search) => ({ ...search, [scope]: value })} title={`Events of ${value}`}>
      {value}
    </Link>
  );
}
