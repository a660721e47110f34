const clock = new Intl.DateTimeFormat('en-GB', {
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' });

/** When a line was written, to the millisecond, in the reader's zone; with the day unless that is the reader's own. */
export function formatLineTime(timestamp: string, now: number): string {
  const at = new Date(timestamp);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`;
}
