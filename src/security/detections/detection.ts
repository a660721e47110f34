import type { Severity } from '../severity.js';
import type { SignalField, SignalKind } from './security-signal.js';

/** A condition on one field of a signal. A value is compared with the whole of it, in capital or small letters; `*` stands for anything. */
export interface FilterCondition {
  field: SignalField;
  /** A status may also be a class, such as `4xx`. A field that is absent is none of them. */
  any_of?: (string | number)[];
  /** Met by a field that is absent, too. */
  none_of?: (string | number)[];
}

/** What whoever is told of an overflow may do about it. */
export interface Decision {
  block: { scope: 'ip_address' | 'user_id'; duration_seconds: number };
}

/** A signal of a test, with fields as detections name them. In texts `{n}` stands for the number of the repetition, from 1. */
export type TestSignal = {
  kind?: SignalKind;
  /** Seconds since the signal before, and between the repetitions; 0 when absent. */
  after_seconds?: number;
  /** How often it comes; once when absent. */
  repeat?: number;
  bytes?: number;
  count?: number;
  status?: number;
} & { [Field in Exclude<SignalField, 'status'>]?: string };

export interface DetectionTest {
  name: string;
  signals: TestSignal[];
  /** How many overflows there must be, or which groups they must be of, in their order. */
  overflows: number | { group: Record<string, string> }[];
}

/**
 * An attack that shows in several signals: each that fits is a drop in the bucket of its group, one drop leaks every so many seconds, and a
 * bucket that holds more than its capacity overflows. It mirrors how it is written as YAML; see docs/detections.md.
 */
export interface Detection {
  name: string;
  description: string;
  /** The type of the security event that an overflow becomes. */
  event_type: string;
  severity: Severity;
  /** Signals of other kinds cost nothing. */
  kinds: SignalKind[];
  /** All must be met. */
  filter?: FilterCondition[];
  /** Each combination of these fields' values has a bucket of its own. A signal without one of them does not fit. */
  group_by: SignalField[];
  /** Only a value of this field that is not in the bucket counts. */
  distinct?: SignalField;
  /**
   * Signals of these kinds take the drops out of their group's bucket again that came from their own address at their own service: who gets in
   * after all had mistyped. They need fit no filter.
   */
  reset_on?: SignalKind[];
  capacity: number;
  leak_seconds: number;
  /** After an overflow its group is quiet for so long. */
  blackhole_seconds: number;
  labels?: Record<string, string>;
  decision?: Decision;
  tests?: DetectionTest[];
}
