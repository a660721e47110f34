import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * The moments of the compaction at which it can be stopped: the mover takes inbox rows, writes blocks, adds to totals and
 * commits; the merger takes blocks and chunks, writes chunks and commits.
 */
const GATES = {
  'before inbox rows are taken': 'trigger NAME before delete on metric_inbox for each statement',
  'after inbox rows were taken': 'trigger NAME after delete on metric_inbox for each statement',
  'after blocks were written': 'trigger NAME after insert on metric_blocks for each statement',
  'after totals were added to': 'trigger NAME after insert on metric_totals for each statement',
  'in the commit of the mover': 'constraint trigger NAME after insert or update on metric_totals DEFERRED',
  'before blocks are taken': 'trigger NAME before delete on metric_blocks for each statement',
  'after blocks were taken': 'trigger NAME after delete on metric_blocks for each statement',
  'after chunks were taken': 'trigger NAME after delete on metric_chunks for each statement',
  'after chunks were written': 'trigger NAME after insert on metric_chunks for each statement',
  'in the commit of the merger': 'constraint trigger NAME after delete on metric_blocks DEFERRED',
};
const DEFERRED = 'deferrable initially deferred for each row';

export type Gate = keyof typeof GATES;
export const GATE_NAMES = Object.keys(GATES) as Gate[];

const WAIT_MS = 60_000;

/**
 * Stops the compaction at a chosen moment: triggers pass through advisory locks, which are free unless a gate is closed.
 */
export class CompactionGates {
  private constructor(private readonly client: pg.Client) {}

  /** Puts the triggers into the service's database. */
  static async install(databaseUrl: string): Promise<CompactionGates> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'gates' });
    await client.connect();
    await client.query(`
      create function pass_gate() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(hashtext(tg_name)); return null; end $$`);
    for (const [name, declaration] of Object.entries(GATES)) {
      const trigger = declaration.replace('NAME', `"${name}"`).replace('DEFERRED', DEFERRED);
      await client.query(`create ${trigger} execute function pass_gate()`);
    }
    return new CompactionGates(client);
  }

  /** Lets a gate stop whatever comes to it, does something to it there, and opens the gate again. @param act takes the id of the backend */
  async stopAt(gate: Gate, act: (backend: number) => Promise<void>): Promise<void> {
    await this.client.query('select pg_advisory_lock(hashtext($1))', [gate]);
    try {
      await act(await this.backendAt(gate));
    } finally {
      await this.client.query('select pg_advisory_unlock(hashtext($1))', [gate]);
    }
  }

  /** Ends the connection of a backend. */
  async terminate(backend: number): Promise<void> {
    await this.client.query('select pg_terminate_backend($1)', [backend]);
  }

  /** Ends the connections that are in the middle of a compaction, its lock's too. @returns how many */
  async terminateCompaction(): Promise<number> {
    const { rowCount } = await this.client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'oneclass-monitoring' and state <> 'idle'
         and query ~ '(delete from|insert into) metric_(inbox|blocks|chunks|totals)|pg_try_advisory_xact_lock'
         and query !~ 'insert into metric_inbox'`,
    );
    return rowCount!;
  }

  /** Ends the connections that hold the locks of jobs, while the jobs themselves go on. */
  async terminateJobLocks(): Promise<void> {
    await this.client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction' and query ~ 'pg_try_advisory_xact_lock'`,
    );
  }

  /** How many backends wait for an advisory lock. */
  async waiting(): Promise<number> {
    const { rowCount } = await this.client.query(`select from pg_locks where locktype = 'advisory' and not granted`);
    return rowCount!;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async backendAt(gate: Gate): Promise<number> {
    for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; await sleep(5)) {
      const { rows } = await this.client.query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and not granted
           and ((classid::bigint << 32) | objid::bigint) = hashtext($1)::bigint`,
        [gate],
      );
      if (rows[0]) return rows[0].pid;
    }
    throw new Error(`the compaction did not come to the gate "${gate}"`);
  }
}
