import { api } from '../api/request.js';
import { useChange } from '../api/use-change.js';
import type { TestResult } from './test-result.js';

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
