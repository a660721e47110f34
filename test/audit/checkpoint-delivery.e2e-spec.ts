import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { MailReceiver } from '../support/mail-receiver.js';
import { startService, type TestService } from '../support/service.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

describe('checkpoints of the audit trail', () => {
  let service: TestService;
  let mail: MailReceiver;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [mail, receiver] = await Promise.all([MailReceiver.start(), WebhookReceiver.start()]);
    service = await startService({
      env: {
        AUDIT_CHECKPOINT_CHANNELS: 'email,webhook,missing',
        SMTP_SERVER: '127.0.0.1',
        SMTP_PORT: String(mail.port),
        ALERT_FROM_EMAIL: 'alerts@oneclass.ac.zw',
        ALERT_TO_EMAILS: 'auditor@oneclass.ac.zw',
        ALERT_WEBHOOK_URL: receiver.url,
      },
    });
    await service.request('POST', '/ingest-keys', { body: { name: 'grades' } });
  });
  afterAll(async () => {
    await service?.stop();
    await Promise.all([mail?.close(), receiver?.close()]);
  });

  it('are brought out of the machine by the channels that are named, once a day, and verify there', async () => {
    await eventually(() => expect(receiver.received).toHaveLength(1), { timeoutMs: 60_000 });
    await eventually(() => expect(mail.mails).toHaveLength(1), { timeoutMs: 60_000 });
    const { alert } = receiver.received[0]!.body;
    const checkpoint = JSON.parse(alert.description);
    expect(alert.name).toBe('Audit checkpoint');
    expect(checkpoint).toMatchObject({ sequence: 1, kind: 'regular', signature: expect.any(String) });
    expect(mail.mails[0]!.text).toContain(checkpoint.signature);
    await eventually(() => expect(service.output).toContain('there is no channel of this name'));

    const file = join(service.dataDir, 'kept.json');
    writeFileSync(file, alert.description);
    const env = { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl, DATA_DIR: service.dataDir };
    const verify = () =>
      spawnSync('node', ['dist/src/audit/verify.cli.js', '--checkpoint', file], { env, encoding: 'utf8' });
    expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('The audit trail is intact.') });
    await service.query('select pg_sleep(21)');
    expect(receiver.received).toHaveLength(1);
  }, 100_000);
});
