import type { IncomingHttpHeaders } from 'node:http';
import { trace } from '@opentelemetry/api';
import { UNMATCHED_ROUTE } from '../metrics/request-metrics.js';
import type { Recorder } from '../recorder.js';
import { isRefused } from '../security/refusals.js';
import { errorOf } from './describe-request.js';
import type { RequestObserver } from './http-adapter.js';
import { observeRequest } from './observe-request.js';
import { joinTrace, openRecord, type RequestRecord } from './request-record.js';
import type { RoutedRequest } from './routed-request.js';

interface Recording {
  readonly recorder: Recorder;
  /** False where another tracer makes the spans: records then bear its ids. */
  readonly makesSpans: boolean;
}

/** Records each request once: counted and timed always, as a span when its trace is kept, as an error when it ends with 500 or more. */
export class RequestRecording implements RequestObserver {
  constructor(private readonly session: Recording) {}

  begin(headers: IncomingHttpHeaders): RequestRecord {
    const { recorder, makesSpans } = this.session;
    const other = makesSpans ? undefined : trace.getActiveSpan()?.spanContext();
    if (other) return joinTrace(other, headers);
    return openRecord(headers, recorder.settings.sampleRate, recorder);
  }

  end(record: RequestRecord, method: string, route: string | undefined, status: number, request: RoutedRequest): void {
    const { recorder, makesSpans } = this.session;
    if (!recorder.isOn) return;
    const durationMs = performance.now() - record.startedMs;
    const isFailed = status >= 500;
    recorder.requests.record(method, route, status, durationMs);
    if (recorder.observations) observeRequest(recorder.observations, record, { method, route, status }, request);
    if (isRefused(status) && !(status === 401 && record.trace.hasToldLogin)) {
      const { requestId, traceId } = record;
      const who = { ipAddress: request.ip, userAgent: request.headers['user-agent'], requestId, traceId };
      recorder.refused({ status, method, route: route ?? UNMATCHED_ROUTE, ...who });
    }
    if (!record.trace.keeps(isFailed, durationMs)) return;
    const outcome = { method, route, status, durationMs };
    if (isFailed) recorder.error(errorOf(recorder.settings, record, outcome, Date.now()));
    if (makesSpans) record.close(outcome);
  }
}
