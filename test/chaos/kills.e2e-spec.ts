import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { BatchSenders, SENDERS } from './batch-senders.js';
import { jsonDoor } from './door.js';
import { killPostgres, POSTGRES_KILLS } from './kill-postgres.js';
import { Ledger } from './ledger.js';
import { limitOf, ROUNDS, report } from './rounds.js';
import { expectExactlyWhatWasAcknowledged, expectSoundFiles } from './verify.js';

/** Batches that must be acknowledged between two kills. */
const BATCHES = 20;

describe('kill -9 while metrics come in at full rate and compaction runs every second', () => {
  let service: TestService;
  let ledger: Ledger;
  let senders: BatchSenders;

  beforeEach(async () => {
    service = await startService({
      ownDatabase: false,
      env: { METRIC_COMPACTION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600', LOG_LEVEL: 'warn' },
    });
    ledger = new Ledger();
    senders = new BatchSenders([service], jsonDoor, ledger);
  });
  afterEach(async () => {
    senders?.abort();
    await service?.stop();
  });

  /** Kills again and again, each time at another moment after ingest has come back. */
  async function inflict(rounds: number, what: string, kill: (round: number) => Promise<void>): Promise<void> {
    let slowest = 0;
    for (let round = 0; round < rounds; round++) {
      await ingestGoesOn();
      await sleep(Math.random() * 1500);
      const killedAt = performance.now();
      await kill(round);
      // More than the answers that were on their way.
      await ingestGoesOn(SENDERS + 1);
      slowest = Math.max(slowest, performance.now() - killedAt);
    }
    await senders.stop();
    await expectExactlyWhatWasAcknowledged(service, ledger);
    await expectSoundFiles(service);
    const { refused, repeated } = ledger;
    report(
      `${rounds} times kill -9 of ${what}: ${ledger.samples} samples acknowledged, all found once; ${refused} requests refused, none found; ` +
        `sent again after a 503: ${repeated.unavailable}, after no answer: ${repeated.unanswered}; back after ${Math.round(slowest)} ms at most`,
    );
  }

  async function ingestGoesOn(batches = BATCHES): Promise<void> {
    const before = ledger.acknowledged.length;
    await eventually(() => expect(ledger.acknowledged.length).toBeGreaterThanOrEqual(before + batches), {
      timeoutMs: 60_000,
    });
  }

  it(
    'of the service, alone or with its PostgreSQL: every acknowledged sample is there once',
    () =>
      inflict(ROUNDS, 'the service', async (round) => {
        if (round % 2 === 1) killPostgres(service, 'everything');
        await service.kill();
        await service.launch();
      }),
    limitOf(ROUNDS),
  );

  it(
    'of PostgreSQL under a service that goes on: every acknowledged sample is there once',
    async () => {
      const { pid } = service.process.child;
      const rounds = Math.max(ROUNDS, POSTGRES_KILLS.length);
      await inflict(rounds, 'PostgreSQL', async (round) => {
        killPostgres(service, POSTGRES_KILLS[round % POSTGRES_KILLS.length]!);
      });
      expect(service.process.running).toBe(true);
      expect(service.process.child.pid).toBe(pid);
    },
    limitOf(ROUNDS),
  );
});
