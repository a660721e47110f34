import { Problem } from '../http/problem.js';
import type { Database } from './database.js';

/** The longest that one statement may take. */
const MAX_SECONDS = 30;
const STATEMENT_CANCELED = '57014';

/** Runs a statement that may find itself looking through too much. @throws Problem 422 with the advice when it takes too long */
export async function queryInTime<Row>(
  database: Database,
  sql: string,
  values: unknown[],
  advice: string,
): Promise<Row[]> {
  try {
    return await database.snapshot(async (snapshot) => {
      const limit = snapshot.query(`set local statement_timeout = '${MAX_SECONDS}s'`);
      const [rows] = await Promise.all([snapshot.query<Row>(sql, values), limit]);
      return rows;
    });
  } catch (fault) {
    if ((fault as { code?: string }).code !== STATEMENT_CANCELED) throw fault;
    throw Problem.of(422, `Looking took longer than ${MAX_SECONDS} s: ${advice}.`);
  }
}
