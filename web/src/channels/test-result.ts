import type { components } from '../api/schema.js';

export type TestResult = components['schemas']['ChannelTestResult'];

/** What the receiving side answered, in a sentence. */
export function spellResult({ delivered, status_code, error, permanent, duration_ms }: TestResult): string {
  const status = status_code === null ? '' : ` (${status_code})`;
  if (delivered) return `Delivered${status} in ${duration_ms} ms`;
  const words = error ?? 'not delivered';
  return `${words}${words.includes(String(status_code)) ? '' : status}${permanent ? '; a notification would be given up at once' : ''}`;
}
