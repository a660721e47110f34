import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { Clock } from '../../jobs/clock.js';
import { BoundedCache } from '../bounded-cache.js';
import { type SharedStack, shareStack } from './shared-stack.js';

const DAY_MS = 86_400_000;
/** Stacks that are remembered as seen. */
const MAX_REMEMBERED = 20_000;
const NEVER = 0;

const SAVE = `
insert into error_stacks (stack_id, stack, seen_at)
select id, stack, $2 from json_to_recordset($1::json) as row (id uuid, stack text)
order by id
on conflict (stack_id) do update set seen_at = excluded.seen_at where error_stacks.seen_at < excluded.seen_at`;

interface StackRow {
  readonly stack_trace?: string;
  readonly error_message: string;
}

/**
 * Stores once the stacks that come again and again. The first error with a stack keeps it to itself: a stack that never comes again, as
 * with an id in the message of a cause, costs no more than it did.
 */
@Injectable()
export class ErrorStacks {
  /** By id, the day on which it was last written, or NEVER. */
  private readonly seen = new BoundedCache<number>(MAX_REMEMBERED);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The rows, of which those that share a stack have its id instead; it is stored by then. */
  async share<Row extends StackRow>(rows: readonly Row[]): Promise<(Row & { stack_id?: string })[]> {
    const today = Math.floor(this.clock.now() / DAY_MS) * DAY_MS;
    const unwritten = new Map<string, SharedStack>();
    const shared = rows.map((row) => {
      const stack = row.stack_trace === undefined ? undefined : shareStack(row.stack_trace, row.error_message);
      if (!stack) return row;
      const writtenOn = this.seen.get(stack.id);
      if (writtenOn === undefined) {
        this.seen.set(stack.id, NEVER, 1);
        return row;
      }
      if (writtenOn !== today) unwritten.set(stack.id, stack);
      return { ...row, stack_trace: undefined, stack_id: stack.id };
    });
    if (unwritten.size > 0) await this.save([...unwritten.values()], today);
    return shared;
  }

  private async save(stacks: SharedStack[], today: number): Promise<void> {
    await this.database.query(SAVE, [storableJson(stacks), new Date(today)]);
    for (const { id } of stacks) this.seen.set(id, today, 1);
  }
}
