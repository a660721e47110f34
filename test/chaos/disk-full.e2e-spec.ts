import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { BatchSenders } from './batch-senders.js';
import { jsonDoor } from './door.js';
import { Ledger } from './ledger.js';
import { limitOf, ROUNDS, report } from './rounds.js';
import { SmallDisk } from './small-disk.js';
import { expectExactlyWhatWasAcknowledged, expectSoundFiles } from './verify.js';

const DISK_MEGABYTES = 300;
/** Less than PostgreSQL takes at once for its write-ahead log. */
const LESS_THAN_A_SEGMENT = 8;
/** Attempts that must be answered 503 before space returns. */
const REFUSALS = 20;

describe('a full disk under the embedded PostgreSQL', () => {
  const ledger = new Ledger();
  let disk: SmallDisk | undefined;
  let service: TestService;
  let senders: BatchSenders;

  beforeAll(async () => {
    try {
      disk = SmallDisk.mount(DISK_MEGABYTES);
    } catch (fault) {
      console.warn(`skipped: ${(fault as Error).message}`);
      return;
    }
    service = await startService({
      ownDatabase: false,
      dataDir: join(disk.path, 'data'),
      env: { METRIC_COMPACTION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600', LOG_LEVEL: 'warn' },
    });
    senders = new BatchSenders([service], jsonDoor, ledger);
  });
  afterAll(async () => {
    senders?.abort();
    await service?.stop();
    disk?.unmount();
  });

  /** Tables and their indexes cannot grow; PostgreSQL goes on and can be asked. */
  async function fillForTables(): Promise<void> {
    await service.query('checkpoint');
    await service.query('select pg_switch_wal()');
    const acknowledged = ledger.acknowledged.length;
    disk!.fillUpTo(0);
    await refusalsCome();
    const { status, body } = await service.request('GET', '/metrics?metric_name=chaos.levels&aggregation=count');
    expect(status).toBe(200);
    expect(body.items[0].points[0].value).toBeGreaterThan(acknowledged);
  }

  /** The write-ahead log cannot grow: PostgreSQL ends at once, and cannot start. */
  async function fillForLog(): Promise<void> {
    disk!.fillUpTo(LESS_THAN_A_SEGMENT);
    const known = panics();
    await eventually(async () => {
      await service.query('select pg_switch_wal()').catch(() => {}); // the next record needs the next segment
      expect(panics()).toBeGreaterThan(known);
    });
    await refusalsCome();
    expect((await service.request('GET', '/metrics?metric_name=chaos.levels')).status).toBe(503);
  }

  async function refusalsCome(): Promise<void> {
    const { unavailable } = ledger.repeated;
    await eventually(() => expect(ledger.repeated.unavailable).toBeGreaterThan(unavailable + REFUSALS));
    expect((await service.request('GET', '/status')).status).toBe(200);
  }

  function panics(): number {
    return service.output.split('PANIC').length - 1;
  }

  it(
    'is answered 503 and loses nothing; ingest goes on by itself when space returns',
    async () => {
      if (!disk) return;
      const { pid } = service.process.child;
      let slowest = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await ingestGoesOn();
        await (round % 2 === 0 ? fillForTables() : fillForLog());
        const returnedAt = performance.now();
        if (round % 4 < 2) disk.clear();
        else disk.grow(DISK_MEGABYTES);
        await ingestGoesOn();
        slowest = Math.max(slowest, performance.now() - returnedAt);
        disk.clear();
      }
      await senders.stop();
      await expectExactlyWhatWasAcknowledged(service, ledger);
      await expectSoundFiles(service);
      expect(service.process.running && service.process.child.pid).toBe(pid);
      report(
        `${ROUNDS} times a full disk: ${ledger.samples} samples acknowledged, all found once; ` +
          `answered 503: ${ledger.repeated.unavailable}; ingest was back ${Math.round(slowest)} ms after space at most`,
      );
    },
    limitOf(ROUNDS),
  );

  async function ingestGoesOn(): Promise<void> {
    const before = ledger.acknowledged.length;
    await eventually(() => expect(ledger.acknowledged.length).toBeGreaterThan(before + 20), { timeoutMs: 60_000 });
    await sleep(Math.random() * 500);
  }
});
