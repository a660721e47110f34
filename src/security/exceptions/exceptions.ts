import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { KeptCopy } from '../kept-copy.js';
import { recountEvent } from '../statistics/recount-event.js';
import type { FalsePositive, SecurityExceptionView } from './exception.dto.js';
import { type ExceptionPlace, exceptionsOfEvent, type MatchedEvent } from './exceptions-of-event.js';

/** How soon a change made through one replica is followed by the others. */
const RELOAD_SECONDS = 5;

type ExceptionRow = Omit<SecurityExceptionView, 'created_at'> & { created_at: Date };
type EventRow = MatchedEvent & { false_positive_at: Date | null; false_positive_by: string | null };
const COLUMNS = 'exception_id, service, route, rule_id, field, event_id, created_at, created_by';
const PLACE = 'service, route, rule_id, field';

/** Where rules of inspection are wrong: said by administrators of an event, asked for each match. */
@Injectable()
export class Exceptions implements OnModuleInit, OnApplicationBootstrap {
  private readonly places: KeptCopy<ReadonlySet<string>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {
    this.places = new KeptCopy<ReadonlySet<string>>(new Set(), async () => {
      const rows = await this.read();
      return new Set(rows.map(({ service, route, rule_id, field }) => keyOf(service, route, rule_id, field)));
    });
  }

  async onModuleInit(): Promise<void> {
    await this.places.reload();
  }

  onApplicationBootstrap(): void {
    this.jobs.every('security-exceptions-reload', RELOAD_SECONDS, () => this.places.reload());
  }

  /** Whether what a rule finds in a field of a route is no attack, as far as this replica knows. */
  isExcepted(service: string, route: string, ruleId: string, field: string): boolean {
    const places = this.places.current;
    return places.size > 0 && places.has(keyOf(service, route, ruleId, field));
  }

  /** The newest first. */
  async list(): Promise<SecurityExceptionView[]> {
    return (await this.read()).map(view);
  }

  /** Marks an event, and excepts the places where its rules matched. Safe to repeat. @throws Problem 404 when there is none of this id */
  async dismiss(eventId: string, actor: Actor): Promise<FalsePositive> {
    const dismissed = await this.database.transaction(async (tx) => {
      const [before] = await tx.query<EventRow>(
        `select service, endpoint, additional_data, false_positive_at, false_positive_by from security_event_records
         where event_id = $1 order by occurred_at desc for update`,
        [eventId],
      );
      if (!before) throw Problem.of(404, 'There is no security event of this id.');
      const at = before.false_positive_at ?? new Date(this.clock.now());
      const by = before.false_positive_by ?? actor.name;
      await tx.query(
        'update security_event_records set false_positive_at = $2, false_positive_by = $3 where event_id = $1',
        [eventId, at, by],
      );
      if (!before.false_positive_at) await recountEvent(tx, eventId);
      const exceptions = await this.except(tx, exceptionsOfEvent(before), eventId, actor);
      const after = { event_id: eventId, false_positive_at: at.toISOString(), false_positive_by: by, exceptions };
      const marks = { false_positive_at: before.false_positive_at, false_positive_by: before.false_positive_by };
      await this.audit.record(
        {
          actor,
          action: 'security_event.dismissed',
          targetType: 'security_event',
          targetId: eventId,
          before: marks,
          after,
        },
        tx,
      );
      return after;
    });
    await this.places.reload();
    return dismissed;
  }

  /** The rule looks there again. @throws Problem 404 when there is none of this id */
  async remove(exceptionId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [before] = await tx.query<ExceptionRow>(
        `delete from security_exceptions where exception_id = $1 returning ${COLUMNS}`,
        [exceptionId],
      );
      if (!before) throw Problem.of(404, 'There is no exception of this id.');
      await this.audit.record(
        {
          actor,
          action: 'security_exception.deleted',
          targetType: 'security_exception',
          targetId: exceptionId,
          before,
        },
        tx,
      );
    });
    await this.places.reload();
  }

  /** @returns those of the places, whether they are new or not */
  private async except(
    tx: Transaction,
    places: readonly ExceptionPlace[],
    eventId: string,
    actor: Actor,
  ): Promise<SecurityExceptionView[]> {
    if (places.length === 0) return [];
    const json = JSON.stringify(places.map((place) => ({ ...place, exception_id: randomUUID() })));
    await tx.query(
      `insert into security_exceptions (${COLUMNS})
       select exception_id, ${PLACE}, $2, $3, $4
       from jsonb_populate_recordset(null::security_exceptions, $1::jsonb) order by ${PLACE}
       on conflict (${PLACE}) do nothing`,
      [json, eventId, new Date(this.clock.now()), actor.name],
    );
    const excepted = await tx.query<ExceptionRow>(
      `select ${COLUMNS} from security_exceptions
       where (${PLACE}) in (select ${PLACE} from jsonb_populate_recordset(null::security_exceptions, $1::jsonb))
       order by rule_id, field`,
      [json],
    );
    return excepted.map(view);
  }

  private read(): Promise<ExceptionRow[]> {
    return this.database.query<ExceptionRow>(
      `select ${COLUMNS} from security_exceptions order by created_at desc, exception_id`,
    );
  }
}

function keyOf(...place: [service: string, route: string, ruleId: string, field: string]): string {
  return JSON.stringify(place);
}

function view(row: ExceptionRow): SecurityExceptionView {
  return { ...row, created_at: row.created_at.toISOString() };
}
