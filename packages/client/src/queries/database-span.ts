import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanItem } from '../signals.js';
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

/** The span of a call to a database. Its attributes are put together when it is sent: most are not. */
class DatabaseSpan extends RecordedSpan {
  constructor(
    parent: RecordedSpan,
    private readonly call: Call,
    private readonly database: Database,
  ) {
    super(parent.trace, parent.spanId, call.name, SpanKind.CLIENT);
  }

  override item(): SpanItem {
    const { call, database } = this;
    const item = super.item();
    const told = {
      'db.system.name': database.system,
      'db.namespace': database.namespace,
      'db.operation.name': call.operation,
      'db.collection.name': call.collection,
      'db.query.text': call.text,
      'server.address': database.address,
      'server.port': database.port,
    };
    const known = Object.entries(told).filter(([, value]) => value !== undefined);
    return { ...item, tags: { ...Object.fromEntries(known), ...item.tags } };
  }
}

/** Begins the span of a call to a database, beneath what is being worked on. */
export function beginDatabaseSpan(parent: RecordedSpan, call: Call, database: Database): RecordedSpan {
  return new DatabaseSpan(parent, call, database);
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
