import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { pagerDutyEvent } from '../messages/pagerduty-event.js';
import { wordsOf } from '../messages/template.js';
import type { HttpDelivery } from './http-delivery.js';
import type { Receipt, Sender } from './sender.js';

const EVENTS_URL = 'https://events.pagerduty.com/v2/enqueue';

/** Triggers and resolves incidents through PagerDuty's Events API v2, or a service that takes the same events. */
export class PagerDutySender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];

  constructor(
    private readonly channel: ChannelDefinition,
    private readonly http: HttpDelivery,
  ) {
    this.unavailable = channel.unavailable;
    this.secrets = Object.values(channel.secrets);
  }

  render(message: AlertMessage): object {
    return pagerDutyEvent(message, wordsOf(message, this.channel));
  }

  send(message: AlertMessage): Promise<Receipt> {
    const { secrets, settings } = this.channel;
    const body = JSON.stringify({ routing_key: secrets.routing_key, ...this.render(message) });
    return this.http.post('PagerDuty', (settings.events_url as string | undefined) ?? EVENTS_URL, body);
  }
}
