import type { Transaction } from '../database/database.js';
import { columnList, toRecordset } from './naming.js';

/** Inserts new entities and overwrites those of the same key, in one statement. @param properties those that are columns, the key first */
export async function upsert<T extends object>(
  tx: Transaction,
  table: string,
  properties: readonly (keyof T & string)[],
  entities: readonly T[],
): Promise<void> {
  if (entities.length === 0) return;
  const columns = columnList<T>(properties);
  const [key] = columns.split(', ');
  const changes = columns.split(', ').map((column) => `${column} = excluded.${column}`);
  await tx.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict (${key}) do update set ${changes.join(', ')}`,
    [toRecordset(entities)],
  );
}
