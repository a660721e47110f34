import { setTimeout } from 'node:timers/promises';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

describe('the evaluation watched by itself', () => {
  let service: TestService;
  let switchboard: WebhookReceiver;

  beforeAll(async () => {
    switchboard = await WebhookReceiver.start();
    service = await startService({
      env: {
        ALERT_EVALUATION_SECONDS: '1',
        ALERT_HEARTBEAT_URL: `${switchboard.url}/a-secret-part`,
        ALERT_HEARTBEAT_SECONDS: '1',
      },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await switchboard?.close();
  });

  const measured = async (name: string, aggregation: string): Promise<number> => {
    const { body } = await service.request('GET', `/metrics?metric_name=${name}&aggregation=${aggregation}`);
    return body.items[0]?.points[0].value;
  };

  it('sends a heartbeat while the rules are evaluated', async () => {
    await eventually(() => expect(switchboard.received.length).toBeGreaterThanOrEqual(2));
    expect(switchboard.received[0]!.path).toContain('/a-secret-part');
  });

  it('stops it while they are not, and goes on when they are', async () => {
    await service.query('alter table alert_rules rename to alert_rules_away');
    try {
      await setTimeout(9_500);
      const before = switchboard.received.length;
      await setTimeout(3_000);
      expect(switchboard.received.length).toBe(before);
    } finally {
      await service.query('alter table alert_rules_away rename to alert_rules');
    }
    const before = switchboard.received.length;
    await eventually(() => expect(switchboard.received.length).toBeGreaterThan(before));
    await eventually(() => expect(service.output).toContain('turns of the evaluation did not take place'));
  });

  it('tells how late it is and what it missed as metrics', async () => {
    await eventually(async () => {
      expect(await measured('alert_evaluation_lag_ms', 'max')).toBeGreaterThan(9_000);
      expect(await measured('alert_evaluation_missed_total', 'sum')).toBeGreaterThanOrEqual(9);
      expect(await measured('alert_evaluation_duration_ms', 'last')).toBeLessThan(5_000);
    });
  });

  it('tells of the turns that a stopped service missed', async () => {
    await service.kill();
    await setTimeout(4_000);
    await service.launch();
    await eventually(() => expect(service.output).toMatch(/"missed":[3-9]/));
  });

  it('survives a receiver that refuses, and keeps the secret', async () => {
    switchboard.answer = 500;
    await eventually(() => expect(service.output).toContain('the heartbeat could not be sent'));
    switchboard.answer = 204;
    await eventually(() => expect(service.output).toContain('the heartbeat is sent again'));
    expect(service.output).not.toContain('a-secret-part');
  });
});
