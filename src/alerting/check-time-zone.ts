import { Problem } from '../http/problem.js';

/** @throws Problem 422 for a name of no IANA time zone */
export function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw Problem.invalid([{ path: 'time_zone', message: 'must be a time zone, such as Africa/Nairobi' }]);
  }
}
