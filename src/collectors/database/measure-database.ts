/** One look at PostgreSQL's own statistics; the counters run since they were last reset. */
export interface DatabaseReading {
  /** Epoch milliseconds. */
  at: number;
  database: string;
  version: string;
  sizeBytes: number;
  /** Client connections of the whole server, as `max` is the server's. */
  connections: { active: number; idle: number; total: number; max: number };
  blocksHit: number;
  blocksRead: number;
  transactions: number;
  deadlocks: number;
  longestTransactionSeconds: number;
}

/** What the figures come to. Percents run from 0 to 100. */
export interface DatabaseUsage extends Omit<DatabaseReading, 'blocksHit' | 'blocksRead' | 'transactions'> {
  /** Share of block reads answered by PostgreSQL's cache since the last reading, or since the counters began. */
  cacheHitPercent: number;
  /** Absent on the first reading. */
  transactionsPerSecond?: number;
}

/** Works out rates from two readings; counters that went backwards (a reset) give what one reading gives. */
export function measureDatabase(now: DatabaseReading, before?: DatabaseReading): DatabaseUsage {
  const { blocksHit, blocksRead, transactions, ...states } = now;
  const seconds = before ? (now.at - before.at) / 1000 : 0;
  const usable =
    before !== undefined && seconds > 0 && transactions >= before.transactions && blocksHit >= before.blocksHit;
  const recent = usable ? cacheHit(blocksHit - before.blocksHit, blocksRead - before.blocksRead) : undefined;
  const usage: DatabaseUsage = { ...states, cacheHitPercent: recent ?? cacheHit(blocksHit, blocksRead) ?? 100 };
  if (usable) usage.transactionsPerSecond = (transactions - before.transactions) / seconds;
  return usage;
}

/** Undefined when nothing was read. */
function cacheHit(hit: number, read: number): number | undefined {
  return hit + read > 0 ? (100 * hit) / (hit + read) : undefined;
}
