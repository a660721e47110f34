const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When a maintenance window begins, in words, where its cron expression is one of the usual ones; else the expression. */
export function cronInWords(cron: string): string {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return cron;
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  if (!/^\d{1,2}$/.test(minute) || month !== '*') return cron;
  if (hour === '*' && day === '*' && weekday === '*') return `every hour at :${minute.padStart(2, '0')}`;
  if (!/^\d{1,2}$/.test(hour)) return cron;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '*' && weekday === '*') return `every day at ${time}`;
  if (day === '*') {
    const days = weekdays(weekday);
    return days === undefined ? cron : `${days} at ${time}`;
  }
  return weekday === '*' && /^\d{1,2}$/.test(day) ? `on day ${day} of each month at ${time}` : cron;
}

function weekdays(text: string): string | undefined {
  if (text === '1-5') return 'Monday to Friday';
  const names = text.split(',').map((part) => (/^[0-7]$/.test(part) ? DAYS[Number(part)] : undefined));
  if (names.includes(undefined)) return undefined;
  return names.map((name) => `${name}s`).join(' and ');
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes as one says them: 45 min, 2 h, 1 h 30 min, 3 d. */
export function minutesInWords(minutes: number): string {
  const parts = [
    [Math.floor(minutes / DAY), 'd'],
    [Math.floor((minutes % DAY) / HOUR), 'h'],
    [Number((minutes % HOUR).toFixed(2)), 'min'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? '0 min' : said.join(' ');
}
