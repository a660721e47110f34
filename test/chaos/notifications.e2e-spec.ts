import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { type ReceivedRequest, WebhookReceiver } from '../support/webhook-receiver.js';
import { limitOf, report } from './rounds.js';

/** More than of other faults: what is looked for happens between two statements. */
const ROUNDS = Number(process.env.CHAOS_ROUNDS ? Math.max(50, Number(process.env.CHAOS_ROUNDS)) : 5);
const ALERTS = 6;

describe('kill -9 between a change of an alert and its delivery', () => {
  let service: TestService;
  let receiver: WebhookReceiver;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    service = await startService({
      env: { ALERT_WEBHOOK_URL: receiver.url, COLLECTOR_INTERVAL_SECONDS: '3600', LOG_LEVEL: 'warn' },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
  });

  /** Raises and resolves an alert, as far as a kill lets it. */
  async function raiseAndResolve(name: string): Promise<void> {
    const body = { name, severity: 'error', notification_channels: ['webhook'] };
    const raised = await service.request('POST', '/alerts', { body }).catch(() => undefined);
    if (raised?.status !== 201) return;
    acknowledged.push(raised.body.alert_id);
    await service.request('POST', `/alerts/${raised.body.alert_id}/resolve`).catch(() => undefined);
  }

  it(
    'every notification that was written arrives, with the same key each time, the beginning before the end',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        // One receiver in three answers late, so that some kills meet a message that has arrived but is not known to have.
        receiver.answer = round % 3 === 2 ? 'hang' : 204;
        const acts = Array.from({ length: ALERTS }, (_, number) => raiseAndResolve(`${round}-${number}`));
        const before = acknowledged.length;
        const enough = before + 1 + Math.floor(Math.random() * (ALERTS - 1));
        await eventually(() => expect(acknowledged.length).toBeGreaterThanOrEqual(enough), { everyMs: 1 });
        await sleep(Math.random() * 20);
        await service.kill();
        receiver.answer = 204;
        await Promise.all(acts);
        await service.launch();
      }
      // What a killed process had claimed is free again when its lease is over.
      await eventually(
        async () => expect(await service.query("select from notifications where status = 'pending'")).toHaveLength(0),
        { timeoutMs: 90_000 },
      );
      const written = await service.query<{ id: string; alert_id: string; event: string; status: string }>(
        'select notification_id as id, alert_id, event, status from notifications order by sequence',
      );
      const changes = await service.query("select from alert_events where kind in ('firing', 'resolved')");
      expect(written.length).toBe(changes.length);
      expect(written.map(({ alert_id }) => alert_id)).toEqual(expect.arrayContaining(acknowledged));
      expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
      const arrived = new Map<string, ReceivedRequest[]>();
      for (const request of receiver.received) {
        const key = String(request.headers['idempotency-key']);
        arrived.set(key, [...(arrived.get(key) ?? []), request]);
      }
      expect([...arrived.keys()].toSorted()).toEqual(written.map(({ id }) => id).toSorted());
      for (const { id, alert_id, event, status } of written) {
        expect(status).toBe('delivered');
        for (const { body } of arrived.get(id)!) {
          expect(body).toMatchObject({ notification_id: id, event, alert: { alert_id } });
        }
      }
      const firsts = new Map(receiver.messages.toReversed().map((message) => [message.alert.alert_id, message.event]));
      expect(new Set(firsts.values())).toEqual(new Set(['firing']));
      const repeated = receiver.received.length - written.length;
      report(
        `${ROUNDS} times kill -9: ${written.length} notifications written, all arrived; ${repeated} arrived again, with their keys`,
      );
    },
    limitOf(ROUNDS),
  );
});
