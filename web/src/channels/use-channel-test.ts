import { api } from '../api/request.js';
import type { components } from '../api/schema.js';
import { useChange } from '../api/use-change.js';

export type TestResult = components['schemas']['ChannelTestResult'];

interface TestInput {
  readonly name: string;
  readonly event: 'firing' | 'resolved';
}

/** Sends a test message over a channel. Its answer may say that nothing was delivered: that is no failure of the call. */
export function useChannelTest(onDone: (result: TestResult, input: TestInput) => void) {
  return useChange(
    ({ name, event }: TestInput) => api.POST('/channels/{name}/test', { params: { path: { name } }, body: { event } }),
    { topics: ['alerts', 'configuration'], onDone, showsFailure: true },
  );
}

/** What the receiving side answered, in a sentence. */
export function spellResult({ delivered, status_code, error, permanent, duration_ms }: TestResult): string {
  const status = status_code === null ? '' : ` (${status_code})`;
  if (delivered) return `Delivered${status} in ${duration_ms} ms`;
  const words = error ?? 'not delivered';
  return `${words}${words.includes(String(status_code)) ? '' : status}${permanent ? '; a notification would be given up at once' : ''}`;
}
