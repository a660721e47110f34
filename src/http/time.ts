/** How far ahead of the service's clock a sender's clock may be. */
const FUTURE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** ISO 8601 with a date, and a time with its zone; a date alone is midnight UTC. */
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/i;

/** Reads ISO 8601 or epoch milliseconds. @returns epoch ms, or undefined for anything else */
export function parseTime(input: unknown): number | undefined {
  if (typeof input === 'number') return Number.isFinite(input) ? Math.round(input) : undefined;
  if (typeof input !== 'string') return undefined;
  if (/^\d{1,15}$/.test(input)) return Number(input);
  if (!ISO.test(input)) return undefined;
  const at = Date.parse(input.replace(',', '.'));
  return Number.isNaN(at) ? undefined : at;
}

/** The earliest and latest time a sender may give, epoch ms, both included. */
export function ingestRange(now: number, retentionDays: number): [earliest: number, latest: number] {
  return [now - retentionDays * DAY_MS, now + FUTURE_MS];
}

/** Why a sender's timestamp cannot be taken, if so: older than the retention, or more than 10 minutes ahead. */
export function checkIngestTime(at: number, now: number, retentionDays: number): string | undefined {
  const [earliest, latest] = ingestRange(now, retentionDays);
  if (at > latest)
    return `is more than 10 minutes in the future (the service's time is ${new Date(now).toISOString()})`;
  if (at < earliest) return `is older than the retention of ${retentionDays} days`;
  return undefined;
}
