/** The spans of time the dashboard can show, as the API spells them. */
export const TIME_WINDOWS = ['15m', '1h', '6h', '24h'] as const;
export type TimeWindow = (typeof TIME_WINDOWS)[number];

/** What a page without `?window=` shows: long enough to see a change, short enough to see it now. */
const DEFAULT_WINDOW: TimeWindow = '1h';

/** The window a query string asks for; an unknown one counts as none. */
export function windowOf(search: string): TimeWindow {
  const asked = new URLSearchParams(search).get('window');
  return TIME_WINDOWS.find((window) => window === asked) ?? DEFAULT_WINDOW;
}

/** The same query string with another window in it. */
export function withWindow(search: string, window: TimeWindow): string {
  const parameters = new URLSearchParams(search);
  parameters.set('window', window);
  return `?${parameters.toString()}`;
}

/** A window's length in words: "15 minutes", "hour", "6 hours", as in "the last hour". */
export function lengthInWords(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
  const hours = Math.round(seconds / 3600);
  return hours === 1 ? 'hour' : `${hours} hours`;
}
