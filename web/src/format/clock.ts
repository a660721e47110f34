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

/** A moment as short as it can be without doubt: only the time today, the day before that, the year before this year. */
export function formatMoment(at: number, now: number, timeZone?: string): string {
  const day = formatter({ dateStyle: 'short' }, timeZone);
  if (day.format(at) === day.format(now)) return formatClock(at, timeZone);
  const isThisYear = Math.abs(now - at) < 300 * 86_400_000;
  return formatter(
    {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...(isThisYear ? { second: '2-digit' } : { year: 'numeric' }),
    },
    timeZone,
  ).format(at);
}

/** A span of time: "28 Nov, 14:02 – 14:20", "27 Nov, 22:00 – 28 Nov, 06:00". */
export function formatSpanOfTime(from: number, to: number, timeZone?: string): string {
  const long = formatter({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, timeZone);
  const day = formatter({ dateStyle: 'short' }, timeZone);
  const end = day.format(from) === day.format(to) ? formatHourMinute(to, timeZone) : long.format(to);
  return `${long.format(from)} – ${end}`;
}

/** Day and month, for axes over days: 28 Nov. */
export function formatDayMonth(at: number, timeZone?: string): string {
  return formatter({ day: 'numeric', month: 'short' }, timeZone).format(at);
}
