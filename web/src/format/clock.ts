/** The reader's own time zone, unless a test names another. */
function formatter(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', timeZone, ...options });
}

/** Time of day: 14:02:31. `at` is epoch milliseconds. */
export function formatClock(at: number, timeZone?: string): string {
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, timeZone).format(at);
}

/** Time of day without seconds, for axes: 14:02. */
export function formatHourMinute(at: number, timeZone?: string): string {
  return formatter({ hour: '2-digit', minute: '2-digit' }, timeZone).format(at);
}

/** Day and time: Mon 23 Nov, 14:02. */
export function formatDayAndTime(at: number, timeZone?: string): string {
  return formatter(
    { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    timeZone,
  ).format(at);
}
