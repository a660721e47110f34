import type { Transaction } from '../database/database.js';
import { Problem } from '../http/problem.js';

/** So many users are named. */
const NAMED = 5;

/**
 * Refuses to delete what others use.
 *
 * @param says what is used, and by what
 * @param users `sql` selects the names of those that use `name`, its only parameter
 * @throws Problem 409 that names them
 */
export async function refuseUsed(tx: Transaction, says: string, users: { sql: string; name: string }): Promise<void> {
  const rows = await tx.query<{ name: string }>(`${users.sql} order by name limit ${NAMED}`, [users.name]);
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => JSON.stringify(name)).join(', ');
  throw Problem.of(409, `${says}: ${names}. Take it out of them first.`);
}
