import { setTimeout as sleep } from 'node:timers/promises';
import { startService, type TestService } from '../support/service.js';
import { BatchSenders } from './batch-senders.js';
import { CompactionGates, GATE_NAMES } from './compaction-gates.js';
import { jsonDoor } from './door.js';
import { Ledger } from './ledger.js';
import { limitOf, ROUNDS, report } from './rounds.js';
import { expectExactlyWhatWasAcknowledged } from './verify.js';

const STORM_MS = ROUNDS * 2000;

describe('compaction that is interrupted', () => {
  const replicas: TestService[] = [];
  const ledger = new Ledger();
  let senders: BatchSenders;
  let gates: CompactionGates;

  beforeAll(async () => {
    const env = { METRIC_COMPACTION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600', LOG_LEVEL: 'warn' };
    replicas.push(await startService({ env }));
    replicas.push(await startService({ env: { ...env, DATABASE_URL: replicas[0]!.databaseUrl } }));
    senders = new BatchSenders(replicas, jsonDoor, ledger);
    gates = await CompactionGates.install(replicas[0]!.databaseUrl);
  });
  afterAll(async () => {
    senders?.abort();
    await gates?.close();
    for (const replica of replicas.toReversed()) await replica.stop();
  });

  async function killReplicas(): Promise<void> {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await Promise.all(replicas.map((replica) => replica.launch()));
  }

  it(
    'loses and doubles nothing, at whatever moment its connection or its process is killed',
    async () => {
      for (const gate of GATE_NAMES) await gates.stopAt(gate, (backend) => gates.terminate(backend));
      for (let round = 0; round < ROUNDS; round++) {
        await gates.stopAt(GATE_NAMES[(4 + round * 3) % GATE_NAMES.length]!, killReplicas);
      }
      let terminated = 0;
      for (const until = Date.now() + STORM_MS; Date.now() < until; await sleep(Math.random() * 100)) {
        terminated += await gates.terminateCompaction();
      }
      expect(terminated).toBeGreaterThan(0);
      await senders.stop();
      await expectExactlyWhatWasAcknowledged(replicas[0]!, ledger);
      report(
        `compaction stopped at ${GATE_NAMES.length} moments by the end of its connection, at ${ROUNDS} by kill -9 of all replicas, and ` +
          `${terminated} times at random: ${ledger.samples} samples acknowledged, all found once`,
      );
    },
    limitOf(ROUNDS),
  );
});
