import type { Alert } from '../alert.js';

interface AlertPage {
  readonly items: readonly Alert[];
  readonly next_cursor: string | null;
}

/** Resolved alerts that began in a span of time. */
export interface History {
  readonly items: readonly Alert[];
  /** False when there were more than one wants to read. */
  readonly isComplete: boolean;
}

/** No more pages than this are read. */
const MOST_PAGES = 5;

/**
 * Reads pages of resolved alerts, newest first, back to the beginning of a span. `read` answers the page after a cursor; times are epoch
 * milliseconds.
 */
export async function readHistory(
  span: { readonly from: number; readonly to: number },
  read: (cursor: string | undefined) => Promise<AlertPage>,
): Promise<History> {
  const items: Alert[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await read(cursor);
    items.push(...answer.items);
    cursor = answer.next_cursor ?? undefined;
    const oldest = answer.items.at(-1);
    if (cursor === undefined || oldest === undefined || Date.parse(oldest.started_at) < span.from) {
      return { items: items.filter((alert) => beganIn(alert, span)), isComplete: true };
    }
  }
  return { items: items.filter((alert) => beganIn(alert, span)), isComplete: false };
}

function beganIn({ started_at }: Alert, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const at = Date.parse(started_at);
  return at >= from && at < to;
}
