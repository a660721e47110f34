import { isRecord } from './json.js';

/** Something that happened before an error. */
export interface Breadcrumb {
  /** Epoch milliseconds; undefined when the sender told none. */
  readonly at?: number;
  readonly category: string;
  readonly level: string;
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Reads what happened before an error, oldest first, out of whatever a sender sent. */
export function readBreadcrumbs(additionalData: unknown): Breadcrumb[] {
  const given = isRecord(additionalData) ? additionalData.breadcrumbs : undefined;
  if (!Array.isArray(given)) return [];
  return given.filter(isRecord).map((crumb) => ({
    at: readTime(crumb.timestamp),
    category: textOf(crumb.category),
    level: textOf(crumb.level) || 'info',
    message: textOf(crumb.message),
    ...(isRecord(crumb.data) && Object.keys(crumb.data).length > 0 ? { data: crumb.data } : {}),
  }));
}

/** Seconds since 1970, as most SDKs send them, or ISO 8601, whose zone they may leave out: then it is UTC. */
function readTime(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value * 1000;
  if (typeof value !== 'string') return undefined;
  const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How long before the error something happened: "−1.2 s", "−3 min". */
export function formatLead(milliseconds: number): string {
  const sign = milliseconds >= 0 ? '−' : '+';
  const size = Math.abs(milliseconds);
  if (size < 1) return '0';
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(size < 10_000 ? 2 : 1)} s`;
  return size < 3_600_000 ? `${sign}${Math.round(size / 60_000)} min` : `${sign}${Math.round(size / 3_600_000)} h`;
}
