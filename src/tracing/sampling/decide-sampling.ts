import { isInSample } from '@oneclass/monitoring-client';
import type { KeepRule } from '../../config/parse.js';

/** Why a trace is kept for the full retention. */
export const SAMPLING_REASONS = ['error', 'slow', 'rule', 'unfinished', 'probability'] as const;
export type SamplingReason = (typeof SAMPLING_REASONS)[number];

/** A trace that has been quiet for a while. */
export interface QuietTrace {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootOperation: string;
  readonly services: readonly string[];
  readonly durationMs: number;
  /** Null while the root has not ended. */
  readonly rootDurationMs: number | null;
  readonly errorCount: number;
  readonly openSpanCount: number;
}

/** What decides. */
export interface SamplingPolicy {
  /** TRACE_SAMPLE_RATE, 0 to 1. */
  readonly rate: number;
  readonly rules: readonly KeepRule[];
  /** From how many milliseconds on a trace with this operation at its root is slow; undefined while too few were seen. */
  readonly slowFromMs: (service: string, operation: string) => number | undefined;
}

/** @returns why a trace is kept; undefined when it is not */
export function decideSampling(trace: QuietTrace, policy: SamplingPolicy): SamplingReason | undefined {
  if (trace.errorCount > 0) return 'error';
  if (trace.openSpanCount > 0) return 'unfinished';
  const slowFromMs = policy.slowFromMs(trace.rootService, trace.rootOperation);
  if (slowFromMs !== undefined && (trace.rootDurationMs ?? 0) >= slowFromMs) return 'slow';
  if (policy.rules.some((rule) => fits(trace, rule))) return 'rule';
  return isInSample(trace.traceId, policy.rate) ? 'probability' : undefined;
}

function fits(trace: QuietTrace, { service, operation, min_duration_ms = 0 }: KeepRule): boolean {
  return (
    (service === undefined || trace.services.includes(service)) &&
    (operation === undefined || trace.rootOperation === operation) &&
    trace.durationMs >= min_duration_ms
  );
}
