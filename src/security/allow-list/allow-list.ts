import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { KeptCopy } from '../kept-copy.js';
import { readSubject, SUBJECT_FAULTS } from '../subjects/subject.js';
import { SubjectSet } from '../subjects/subject-set.js';
import type { AllowedRequest, AllowedView } from './allowed.dto.js';

/** How soon a change made through one replica is followed by the others. */
const RELOAD_SECONDS = 5;

type AllowedRow = Omit<AllowedView, 'created_at'> & { created_at: Date };
const COLUMNS = 'allowed_id, scope, value, comment, created_at, created_by';

/** Whom no decision blocks: kept by administrators, asked for each request. Nobody is on it by default, private networks neither. */
@Injectable()
export class AllowList implements OnModuleInit, OnApplicationBootstrap {
  private readonly copy: KeptCopy<{ rows: readonly AllowedRow[]; subjects: SubjectSet }>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {
    this.copy = new KeptCopy({ rows: [], subjects: new SubjectSet([]) }, async () => {
      const rows = await this.read();
      return { rows, subjects: new SubjectSet(rows) };
    });
  }

  async onModuleInit(): Promise<void> {
    await this.copy.reload();
  }

  onApplicationBootstrap(): void {
    this.jobs.every('security-allow-list-reload', RELOAD_SECONDS, () => this.copy.reload());
  }

  /** Whether the address, a network that it is in, or the user is on the list, as far as this replica knows. */
  allows(ipAddress?: string, userId?: string): boolean {
    return this.copy.current.subjects.has(ipAddress, userId);
  }

  /** The list as this replica knows it: the same object until it is read again. */
  get known(): readonly AllowedRow[] {
    return this.copy.current.rows;
  }

  /** The newest first. */
  async list(): Promise<AllowedView[]> {
    return (await this.read()).map(view);
  }

  /** @throws Problem 422 for a value that is not of its scope, 409 when it is on the list */
  async add({ scope, value, comment }: AllowedRequest, actor: Actor): Promise<AllowedView> {
    const subject = readSubject(scope, value);
    if (!subject) throw Problem.invalid([{ path: 'value', message: SUBJECT_FAULTS[scope] }]);
    const added = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<AllowedRow>(
        `insert into security_allowed (${COLUMNS}) values ($1, $2, $3, $4, $5, $6)
         on conflict (scope, value) do nothing returning ${COLUMNS}`,
        [randomUUID(), scope, subject.value, comment, new Date(this.clock.now()), actor.name],
      );
      if (!row) throw Problem.of(409, `${subject.value} is on the allow list.`);
      await this.audit.record(
        {
          actor,
          action: 'security_allowed.created',
          targetType: 'security_allowed',
          targetId: row.allowed_id,
          after: row,
        },
        tx,
      );
      return row;
    });
    await this.copy.reload();
    return view(added);
  }

  /** @throws Problem 404 when there is none of this id */
  async remove(allowedId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [before] = await tx.query<AllowedRow>(
        `delete from security_allowed where allowed_id = $1 returning ${COLUMNS}`,
        [allowedId],
      );
      if (!before) throw Problem.of(404, 'The allow list has no entry of this id.');
      await this.audit.record(
        { actor, action: 'security_allowed.deleted', targetType: 'security_allowed', targetId: allowedId, before },
        tx,
      );
    });
    await this.copy.reload();
  }

  private read(): Promise<AllowedRow[]> {
    return this.database.query<AllowedRow>(
      `select ${COLUMNS} from security_allowed order by created_at desc, allowed_id`,
    );
  }
}

function view(row: AllowedRow): AllowedView {
  return { ...row, created_at: row.created_at.toISOString() };
}
