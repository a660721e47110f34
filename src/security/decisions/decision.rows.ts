import type { Transaction } from '../../database/database.js';
import type { DecisionView } from './decision.dto.js';

type Times = 'created_at' | 'expires_at' | 'lifted_at';
/** A decision as the database has it. */
export type DecisionRow = Omit<DecisionView, Times> & {
  created_at: Date;
  expires_at: Date | null;
  lifted_at: Date | null;
};

/** The most past decisions that are listed. */
const LISTED = 1000;

const COLUMNS = `decision_id, scope, value, action, reason, source, detection, created_at, created_by, expires_at, lifted_at, lifted_by`;
const IS_OPEN = 'lifted_at is null and (expires_at is null or expires_at > $1)';

/** Those that hold at a time, the newest first. */
export function readOpen(on: Transaction, at: Date): Promise<DecisionRow[]> {
  return on.query<DecisionRow>(
    `select ${COLUMNS} from security_decisions where ${IS_OPEN} order by created_at desc, decision_id`,
    [at],
  );
}

/** Those that ran out or were lifted, the newest first. */
export function readPast(on: Transaction, at: Date): Promise<DecisionRow[]> {
  return on.query<DecisionRow>(
    `select ${COLUMNS} from security_decisions where not (${IS_OPEN}) order by created_at desc, decision_id limit ${LISTED}`,
    [at],
  );
}

/** The one that holds for a value; nobody else can change it, nor make one, until the transaction ends. */
export async function lockOpen(
  tx: Transaction,
  { scope, value }: Pick<DecisionRow, 'scope' | 'value'>,
  at: Date,
): Promise<DecisionRow | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('security_decisions'))`);
  const [row] = await tx.query<DecisionRow>(
    `select ${COLUMNS} from security_decisions where ${IS_OPEN} and scope = $2 and value = $3 for update`,
    [at, scope, value],
  );
  return row;
}

export async function lockById(tx: Transaction, decisionId: string): Promise<DecisionRow | undefined> {
  const [row] = await tx.query<DecisionRow>(
    `select ${COLUMNS} from security_decisions where decision_id = $1 for update`,
    [decisionId],
  );
  return row;
}

/** Inserts a new one or overwrites the one of its id. */
export async function saveDecision(tx: Transaction, row: DecisionRow): Promise<void> {
  await tx.query(
    `insert into security_decisions (${COLUMNS})
     select ${COLUMNS} from jsonb_populate_record(null::security_decisions, $1::jsonb)
     on conflict (decision_id) do update set action = excluded.action, expires_at = excluded.expires_at,
       lifted_at = excluded.lifted_at, lifted_by = excluded.lifted_by`,
    [JSON.stringify(row)],
  );
}

/** A decision as the wire shows it. */
export function viewDecision(row: DecisionRow): DecisionView {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    lifted_at: row.lifted_at?.toISOString() ?? null,
  };
}
