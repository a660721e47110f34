import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { RecordedSpan } from '../tracing/recorded-span.js';

/** Where calls go, in the terms of OpenTelemetry's conventions for databases. */
export interface Database {
  /** Such as `postgresql`. */
  readonly system: string;
  /** Name or number of the database. */
  readonly namespace?: string | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
}

interface Call {
  readonly name: string;
  readonly operation: string;
  /** Without data. */
  readonly text?: string;
  readonly collection?: string | undefined;
}

/** Begins the span of a call to a database, beneath what is being worked on. */
export function beginDatabaseSpan(parent: RecordedSpan, call: Call, database: Database): RecordedSpan {
  const span = new RecordedSpan(parent.trace, parent.spanId, call.name, SpanKind.CLIENT);
  const set = (key: string, value: string | number | undefined) => {
    if (value !== undefined) span.setAttribute(key, value);
  };
  set('db.system.name', database.system);
  set('db.namespace', database.namespace);
  set('db.operation.name', call.operation);
  set('db.collection.name', call.collection);
  set('db.query.text', call.text);
  set('server.address', database.address);
  set('server.port', database.port);
  return span;
}

/** What went wrong with a call, without data. */
export interface Failure {
  readonly code: string;
  /** Whether the code is the database's own. */
  readonly isAnswer: boolean;
  readonly message?: string;
}

/** Says so on its span. */
export function failDatabaseSpan(span: RecordedSpan, { code, isAnswer, message }: Failure): void {
  span.setAttribute('error.type', code);
  if (isAnswer) span.setAttribute('db.response.status_code', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: message ?? code });
}
