import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { alertmanagerMessage } from '../messages/alertmanager-message.js';
import type { HttpDelivery } from './http-delivery.js';
import type { Receipt, Sender } from './sender.js';
import { signatureHeaders } from './sign-webhook.js';

/**
 * Posts the message as JSON, its own or Alertmanager's, signed when there is a secret to sign with. Retries carry the same
 * `Idempotency-Key`.
 */
export class WebhookSender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly headers: Record<string, string>;

  constructor(
    private readonly channel: ChannelDefinition,
    private readonly http: HttpDelivery,
    private readonly publicUrl: string,
  ) {
    const { url = '', headers = '{}', signing_secret = '' } = channel.secrets;
    this.headers = JSON.parse(headers) as Record<string, string>;
    this.unavailable = channel.unavailable;
    this.secrets = [url, signing_secret, ...Object.values(this.headers).flatMap(secretsOfHeader)];
  }

  render(message: AlertMessage): object {
    const { name, settings } = this.channel;
    return settings.format === 'alertmanager' ? alertmanagerMessage(message, name, this.publicUrl) : message;
  }

  send(message: AlertMessage): Promise<Receipt> {
    const { url, signing_secret } = this.channel.secrets;
    const body = JSON.stringify(this.render(message));
    return this.http.post('the webhook', url!, body, {
      ...this.headers,
      'content-type': 'application/json',
      'idempotency-key': message.notification_id,
      ...(signing_secret ? signatureHeaders(message.notification_id, body, signing_secret, Date.now()) : {}),
    });
  }
}

/** `Bearer abc` is secret as a whole and so is `abc`; short words such as `Bearer` or `1` are not. */
function secretsOfHeader(value: string): string[] {
  return [value, ...value.split(/\s+/)].filter((part) => part.length >= 8);
}
