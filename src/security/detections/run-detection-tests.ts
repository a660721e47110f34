import { isDeepStrictEqual } from 'node:util';
import type { Detection, DetectionTest, TestSignal } from './detection.js';
import { Detector, type Overflow } from './detector.js';
import { type SecuritySignal, SIGNAL_FIELDS } from './security-signal.js';

/** What became of one test of a detection. */
export interface TestOutcome {
  detection: string;
  test: string;
  /** Why it failed; absent when it is fulfilled. */
  reason?: string;
}

/** No test needs more groups. */
const MAX_BUCKETS = 1_000_000;
/** Any time will do: epoch ms. */
const START = Date.UTC(2026, 0, 5, 8);

/** Runs the tests of each detection, each with a detector of its own. One without tests has failed. */
export function runDetectionTests(detections: readonly Detection[]): TestOutcome[] {
  return detections.flatMap((detection) => {
    const { name, tests = [] } = detection;
    if (tests.length === 0) return [{ detection: name, test: '', reason: 'it has no tests' }];
    return tests.map((test) => ({ detection: name, test: test.name, ...judge(detection, test) }));
  });
}

function judge(detection: Detection, { signals, overflows: expected }: DetectionTest): { reason?: string } {
  const detector = new Detector([detection], { maxBuckets: MAX_BUCKETS });
  const groups: Overflow['group'][] = [];
  for (const signal of testSignals(signals, detection)) {
    groups.push(...detector.pour(signal).map(({ group }) => group));
  }
  const isMet =
    typeof expected === 'number'
      ? groups.length === expected
      : isDeepStrictEqual(
          groups,
          expected.map(({ group }) => group),
        );
  if (isMet) return {};
  const wanted = typeof expected === 'number' ? expected : JSON.stringify(expected.map(({ group }) => group));
  return {
    reason: `expected overflows: ${wanted}; there were ${groups.length}: ${JSON.stringify(groups.slice(0, 10))}`,
  };
}

/** The signals that a test describes, one by one. Without a kind they are of the detection's first. */
export function* testSignals(signals: readonly TestSignal[], { kinds }: Detection): Generator<SecuritySignal> {
  let at = START;
  for (const { after_seconds = 0, repeat = 1, kind = kinds[0]!, bytes, count, ...fields } of signals) {
    for (let n = 1; n <= repeat; n++) {
      at += after_seconds * 1000;
      const values = Object.entries(fields).map(([field, value]) => [
        SIGNAL_FIELDS[field as keyof typeof fields],
        typeof value === 'string' ? value.replaceAll('{n}', String(n)) : value,
      ]);
      yield { at, kind, service: 'test', bytes, count, ...(Object.fromEntries(values) as Partial<SecuritySignal>) };
    }
  }
}
