import type { FrequentError } from '../errors/error-count.query.js';
import type { TopErrorView } from './dashboard.dto.js';

/** A frequent group of errors as the wire shows it. */
export function viewTopError({ last_seen_at, ...group }: FrequentError): TopErrorView {
  return { ...group, last_seen_at: last_seen_at.toISOString() };
}
