import type { Recorder } from '../recorder.js';
import { activeSpan } from '../tracing/active-context.js';
import type { RecordedSpan } from '../tracing/recorded-span.js';
import { beginDatabaseSpan, type Database, type Failure, failDatabaseSpan } from './database-span.js';
import type { Statement } from './statement.js';

/** A query from its beginning to its end: timed in `db_query_duration_ms`, and a span where something is being worked on. */
export class RunningQuery {
  private readonly startedMs = performance.now();
  private readonly span: RecordedSpan | undefined;
  private hasEnded = false;

  constructor(
    private readonly recorder: Recorder,
    private readonly statement: Statement,
    database: Database,
  ) {
    const parent = activeSpan();
    if (parent) this.span = beginDatabaseSpan(parent, statement, database);
  }

  /** A second time nothing happens. */
  end(failure?: Failure): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const { recorder, statement, span } = this;
    recorder.queries.record(statement, failure === undefined ? 'ok' : 'error', performance.now() - this.startedMs);
    if (!span) return;
    if (failure) failDatabaseSpan(span, failure);
    span.end();
  }
}
