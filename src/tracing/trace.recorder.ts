import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import { ResourceRegistry } from '../resources/resource.registry.js';
import { ServiceRegistry, versionOf } from '../resources/service.registry.js';
import type { FinishedOrOpenSpan } from './span.js';
import type { SpanStatus } from './span-kind.js';
import { SpanWriter } from './writing/span.writer.js';
import type { SpanRow } from './writing/span-row.js';
import { FINISH_SPANS, LOCK_TRACE } from './writing/write-spans.sql.js';

/** Records spans, all that wait in one commit. */
@Injectable()
export class TraceRecorder {
  private readonly commit = new GroupCommit<SpanRow>((rows) => this.writer.write(rows));

  constructor(
    private readonly database: Database,
    private readonly writer: SpanWriter,
    private readonly resources: ResourceRegistry,
    private readonly services: ServiceRegistry,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  /** False while tracing is switched off: doors then refuse spans and say so. */
  get enabled(): boolean {
    return this.configuration.current.enable_tracing;
  }

  /**
   * Resolves after the commit. A span is known by its trace id and span id: sent again it counts once, and a span
   * that was open is finished by one that is not. What was finished stays as it is.
   */
  async record(spans: readonly FinishedOrOpenSpan[]): Promise<void> {
    for (const { serviceName, resource, tags, startAt } of spans) {
      this.services.note(serviceName, versionOf(resource ?? tags), startAt);
    }
    const resourceIds = await this.resources.idsOf(spans);
    await this.commit.add(spans.map((span) => ({ span, resourceId: span.resource && resourceIds.get(span.resource) })));
  }

  /** Ends every open span of a trace at `endAt` (epoch ms). @returns how many there were; undefined for an unknown trace */
  async finish(traceId: string, endAt: number, status: SpanStatus | undefined): Promise<number | undefined> {
    return this.database.transaction(async (tx) => {
      await tx.query(LOCK_TRACE, [traceId]);
      const [row] = await tx.query<{ known: boolean; finished: number }>(FINISH_SPANS, [
        traceId,
        endAt / 1000,
        status ?? null,
      ]);
      return row!.known ? row!.finished : undefined;
    });
  }
}
