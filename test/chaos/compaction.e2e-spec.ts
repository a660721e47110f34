import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
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
      senders = new BatchSenders(replicas, jsonDoor, ledger);
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

  it('keeps the last written state when a job goes on that has lost its lock to another replica', async () => {
    const [service] = replicas as [TestService];
    const at = Date.now() - 2 * 3_600_000;
    const write = async (value: number) => {
      const body = { metric_name: 'chaos.kept', metric_type: 'gauge', value, timestamp: at };
      expect((await service.request('POST', '/metrics', { body })).status).toBe(201);
    };
    const inbox = async () => (await service.query('select from metric_inbox')).length;
    let stopped = false;
    const writing = (async () => {
      for (; !stopped; await sleep(100)) await write(1);
    })();
    await gates.stopAt('after blocks were taken', async () => {
      stopped = true;
      await writing;
      await write(2);
      await gates.terminateJobLocks();
      await eventually(async () => expect((await inbox()) === 0 || (await gates.waiting()) > 1).toBe(true));
    });
    await eventually(async () => expect(await inbox()).toBe(0));
    await eventually(async () => {
      const rows = await service.query(`select from metric_blocks where hour < now() - interval '90 minutes'`);
      expect(rows).toHaveLength(0);
    });
    const { body } = await service.request('GET', `/metrics?metric_name=chaos.kept&start_time=${at}`);
    expect(body.items.map(({ value }: { value: number }) => value)).toEqual([2]);
  });
});
