import { int4Array } from '../../database/binary-arrays.js';
import type { Transaction } from '../../database/database.js';

/** Which series hold states. One that is no longer known counts as events, of which none is ever dropped. */
export async function statesAmong(tx: Transaction, seriesIds: ArrayLike<number>): Promise<Set<number>> {
  const rows = await tx.query<{ ids: Buffer }>(
    `select coalesce(string_agg(int4send(id), ''), '') as ids from metric_series
     where id = any($1::int4[]) and (kind in ('gauge', 'summary') or (kind = 'counter' and temporality = 'cumulative'))`,
    [int4Array(seriesIds)],
  );
  const { ids } = rows[0]!;
  const states = new Set<number>();
  for (let offset = 0; offset < ids.length; offset += 4) states.add(ids.readInt32BE(offset));
  return states;
}
