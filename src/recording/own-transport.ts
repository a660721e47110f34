import { Injectable } from '@nestjs/common';
import {
  type Batch,
  DeliveryFault,
  type ErrorItem,
  type Receipt,
  type SecurityItem,
  type SpanItem,
  type Transport,
} from '@oneclass/monitoring-client';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { type ErrorOccurrence, ErrorRecorder } from '../errors/error.recorder.js';
import { MetricRecorder } from '../metrics/metric.recorder.js';
import type { Attributes } from '../resources/attributes.js';
import { SecurityEventRecorder, type SecurityOccurrence } from '../security/security-event.recorder.js';
import type { FinishedOrOpenSpan } from '../tracing/span.js';
import { TraceRecorder } from '../tracing/trace.recorder.js';

/** The client's way to the monitoring service when that is this very process: no request, so nothing that records itself. */
@Injectable()
export class OwnTransport implements Transport {
  constructor(
    private readonly metrics: MetricRecorder,
    private readonly errors: ErrorRecorder,
    private readonly traces: TraceRecorder,
    private readonly security: SecurityEventRecorder,
  ) {}

  /** Resolves after the commit. @throws DatabaseUnavailable, and the batch is then sent again */
  async send(batch: Batch): Promise<Receipt> {
    try {
      await this.record(batch);
      return { rejected: 0 };
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      const message = fault instanceof Error ? fault.message : String(fault);
      throw new DeliveryFault(message, { suspectsBatch: true, cause: fault });
    }
  }

  private async record(batch: Batch): Promise<void> {
    if (batch.signal === 'metrics') await this.metrics.record(batch.items, { batchId: batch.id });
    else if (batch.signal === 'errors') await this.errors.record(batch.items.map(asOccurrence));
    else if (batch.signal === 'traces') await this.traces.record(batch.items.map(asSpan));
    else if (batch.signal === 'security') await this.security.record(batch.items.map(asEvent));
    else throw new Error(`the service records no ${batch.signal} of its own`);
  }
}

function asOccurrence({ id, type, message, stack, route, method, status, ...item }: ErrorItem): ErrorOccurrence {
  return {
    ...item,
    errorId: id,
    errorType: type,
    errorMessage: message,
    severity: 'error',
    endpoint: route,
    httpMethod: method,
    statusCode: status,
    stackTrace: stack,
  };
}

function asEvent({ id, type, severity = 'warning', data, ...item }: SecurityItem): SecurityOccurrence {
  return { ...item, eventId: id, eventType: type, severity, additionalData: data };
}

/** Spans of requests: they have no events and no links. */
function asSpan({ operation, service, startedAt, tags, ...item }: SpanItem): FinishedOrOpenSpan {
  const own = { operationName: operation, serviceName: service, startAt: startedAt, tags: tags as Attributes };
  return { ...item, ...own, events: undefined, links: undefined };
}
