import type { KeepRule } from '../../config/parse.js';
import { decideSampling, type QuietTrace, type SamplingPolicy } from './decide-sampling.js';

const trace: QuietTrace = {
  traceId: '0'.repeat(32),
  rootService: 'gateway',
  rootOperation: 'GET /students',
  services: ['gateway', 'students'],
  durationMs: 130,
  rootDurationMs: 100,
  errorCount: 0,
  openSpanCount: 0,
};
const policy: SamplingPolicy = { rate: 0, rules: [], slowFromMs: () => undefined };
const rules = (...all: KeepRule[]) => ({ rules: all });

describe('decideSampling', () => {
  it.each<[string, Partial<QuietTrace>, Partial<SamplingPolicy>, string | undefined]>([
    ['nothing special', {}, {}, undefined],
    ['one that failed', { errorCount: 1 }, {}, 'error'],
    ['one that was never finished', { openSpanCount: 1 }, {}, 'unfinished'],
    ['one that failed and was slow', { errorCount: 1 }, { slowFromMs: () => 50 }, 'error'],
    ['a slow one', {}, { slowFromMs: () => 100 }, 'slow'],
    ['one just fast enough', {}, { slowFromMs: () => 100.1 }, undefined],
    ['one whose root has not ended', { rootDurationMs: null }, { slowFromMs: () => 1 }, undefined],
    ['one of a chosen service', {}, rules({ service: 'students' }), 'rule'],
    ['one of another service', {}, rules({ service: 'billing' }), undefined],
    ['one of a chosen operation', {}, rules({ operation: 'GET /students' }), 'rule'],
    ['one too fast for its rule', {}, rules({ service: 'students', min_duration_ms: 200 }), undefined],
    ['one that fits the second rule', {}, rules({ service: 'billing' }, { min_duration_ms: 100 }), 'rule'],
    ['one of the sample', {}, { rate: 1 }, 'probability'],
    ['one out of the sample', {}, { rate: 0.5 }, undefined],
  ])('of %s says why it is kept', (_, fields, settings, expected) => {
    expect(decideSampling({ ...trace, ...fields }, { ...policy, ...settings })).toBe(expected);
  });

  it('asks for the threshold of the root', () => {
    const asked: string[][] = [];
    decideSampling(trace, { ...policy, slowFromMs: (...names) => void asked.push(names) });
    expect(asked).toEqual([['gateway', 'GET /students']]);
  });
});
