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

/** Reads pages of resolved alerts, newest first. `read` answers the page after a cursor. */
export async function readHistory(read: (cursor: string | undefined) => Promise<AlertPage>): Promise<History> {
  const items: Alert[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await read(cursor);
    items.push(...answer.items);
    cursor = answer.next_cursor ?? undefined;
    if (cursor === undefined) return { items, isComplete: true };
  }
  return { items, isComplete: false };
}
