import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { selectList, toWire } from '../naming.js';
import { checkMatchers } from '../rules/check-matchers.js';
import type { Matcher } from '../rules/matcher.js';
import { upsert } from '../upsert.js';
import type { SilenceStatus } from './silence.dto.js';
import type { Silence } from './silence.entity.js';

const PROPERTIES = [
  'silenceId',
  'matchers',
  'startsAt',
  'endsAt',
  'author',
  'comment',
  'createdAt',
] as const satisfies readonly (keyof Silence)[];
const COLUMNS = selectList<Silence>(PROPERTIES);

/** The most silences that are listed. */
const LISTED = 1000;

/** What a person says of a silence; times are epoch ms. */
export interface SilenceInput {
  matchers: Matcher[];
  startsAt?: number;
  endsAt: number;
  comment: string;
}

/** A silence and where it stands. */
export type StandingSilence = Silence & { status: SilenceStatus };

/** Silences: made and ended by people. Every change is audited in its own transaction. */
@Injectable()
export class Silences {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Those of the given statuses, the last to end first, at most 1,000. */
  async list(statuses: readonly SilenceStatus[]): Promise<StandingSilence[]> {
    const now = this.clock.now();
    const silences = await this.database.query<Silence>(
      `select ${COLUMNS} from silences
       where case when ends_at <= $1 then 'expired' when starts_at > $1 then 'pending' else 'active' end = any ($2)
         and (ends_at > $1 or 'expired' = any ($2))
       order by ends_at desc, silence_id limit ${LISTED}`,
      [new Date(now), statuses],
    );
    return silences.map((silence) => standing(silence, now));
  }

  /** @throws Problem 404 when there is none of this id */
  async get(silenceId: string): Promise<StandingSilence> {
    const [silence] = await this.database.query<Silence>(`select ${COLUMNS} from silences where silence_id = $1`, [
      silenceId,
    ]);
    return standing(silence ?? unknownSilence(), this.clock.now());
  }

  /** @throws Problem 422 for a regular expression that is none, or an end that is not later than the start and now */
  async create({ matchers, startsAt, endsAt, comment }: SilenceInput, actor: Actor): Promise<StandingSilence> {
    checkMatchers({ matchers });
    const now = this.clock.now();
    if (endsAt <= Math.max(startsAt ?? now, now)) {
      throw Problem.invalid([{ path: 'ends_at', message: 'must be later than starts_at and than now' }]);
    }
    const silence: Silence = {
      silenceId: randomUUID(),
      matchers,
      startsAt: new Date(startsAt ?? now),
      endsAt: new Date(endsAt),
      author: actor.name,
      comment,
      createdAt: new Date(now),
    };
    await this.database.transaction(async (tx) => {
      await upsert(tx, 'silences', PROPERTIES, [silence]);
      await this.audit.record(
        {
          actor,
          action: 'silence.created',
          targetType: 'silence',
          targetId: silence.silenceId,
          after: toWire(silence),
        },
        tx,
      );
    });
    return standing(silence, now);
  }

  /** Ends a silence now; one that has not begun never will. @throws Problem 404 when there is none of this id, 409 when it is over */
  async expire(silenceId: string, actor: Actor): Promise<StandingSilence> {
    return this.database.transaction(async (tx) => {
      const [before] = await tx.query<Silence>(`select ${COLUMNS} from silences where silence_id = $1 for update`, [
        silenceId,
      ]);
      const silence = before ?? unknownSilence();
      const now = this.clock.now();
      if (silence.endsAt.getTime() <= now) {
        throw Problem.of(409, `The silence ended at ${silence.endsAt.toISOString()}.`);
      }
      await tx.query('update silences set starts_at = least(starts_at, $2), ends_at = $2 where silence_id = $1', [
        silenceId,
        new Date(now),
      ]);
      const startsAt = new Date(Math.min(silence.startsAt.getTime(), now));
      const ended = { ...silence, startsAt, endsAt: new Date(now) };
      const change = { before: toWire(silence), after: toWire(ended), details: { comment: silence.comment } };
      await this.audit.record(
        { actor, action: 'silence.expired', targetType: 'silence', targetId: silenceId, ...change },
        tx,
      );
      return standing(ended, now);
    });
  }
}

function standing(silence: Silence, now: number): StandingSilence {
  const begun = silence.startsAt.getTime() <= now ? 'active' : 'pending';
  return { ...silence, status: silence.endsAt.getTime() <= now ? 'expired' : begun };
}

function unknownSilence(): never {
  throw Problem.of(404, 'There is no silence of this id.');
}
