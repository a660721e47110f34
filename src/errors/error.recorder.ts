import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import { ServiceRegistry } from '../resources/service.registry.js';
import { type Attachment, packAttachments } from './attachments/attachment.js';
import { type ErrorRow, ErrorRows } from './error-rows.js';
import type { ExceptionInfo } from './grouping/exception.js';
import { INSERT_ERRORS } from './insert-errors.sql.js';
import { ErrorAdmission } from './quota/error.admission.js';
import type { Severity } from './severity.js';
import { ErrorStacks } from './stacks/error.stacks.js';

/** An error that happened in a service. Lengths are the caller's business; see check-error.ts for those of the REST door. */
export interface ErrorOccurrence {
  /** The sender's id: the same error sent again under it counts once. */
  errorId?: string;
  /** When it happened, epoch ms; absent means now. */
  at?: number;
  errorType: string;
  errorMessage: string;
  severity: Severity;
  service: string;
  environment?: string;
  release?: string;
  endpoint?: string;
  httpMethod?: string;
  statusCode?: number;
  stackTrace?: string;
  userId?: string;
  requestId?: string;
  traceId?: string;
  spanId?: string;
  tags?: Record<string, string>;
  additionalData?: Record<string, unknown>;
  /** The thrown one first, then what caused it; without them the stack trace tells. */
  exceptions?: readonly ExceptionInfo[];
  /** What the sender wants it grouped by; `{{ default }}` among it stands for the usual. */
  fingerprint?: readonly string[];
  /** Files that came with it. */
  attachments?: readonly Attachment[];
  /** What of it could not be read or kept. */
  processingErrors?: readonly string[];
}

/** Groups errors, counts them and writes as many as their quota lets, in one statement for all that arrive together. */
@Injectable()
export class ErrorRecorder {
  private readonly events: EventInsert<PackedRow>;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly rows: ErrorRows,
    private readonly admission: ErrorAdmission,
    private readonly stacks: ErrorStacks,
    private readonly services: ServiceRegistry,
  ) {
    const key = { group_id: 'uuid', error_id: 'text' } as const;
    this.events = new EventInsert<PackedRow>(database, { name: 'error_events', key, insert: INSERT_ERRORS });
  }

  /** Resolves after the commit. @returns the ids, in the order given; an error already known keeps its first record */
  async record(errors: readonly ErrorOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    for (const { service, release, at } of errors) this.services.note(service, release, at);
    const rows = await this.rows.read(errors, now);
    await this.admission.write(rows, now, async (admitted) => {
      const packed = await Promise.all(admitted.map(pack));
      await this.events.add(await this.stacks.share(packed));
    });
    return rows.map((row) => row.error_id);
  }
}

type PackedRow = Awaited<ReturnType<typeof pack>>;

/** What is left out has no attachments any more: nothing is compressed in vain. */
async function pack(row: ErrorRow) {
  return { ...row, attachments: await packAttachments(row.attachments) };
}
