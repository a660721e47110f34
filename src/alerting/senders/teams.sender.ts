import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { teamsCard } from '../messages/teams-card.js';
import { wordsOf } from '../messages/template.js';
import type { HttpDelivery } from './http-delivery.js';
import type { Receipt, Sender } from './sender.js';

/** Posts an Adaptive Card to a Microsoft Teams workflow. Teams has no way to tell a repeat, so a retry may show twice. */
export class TeamsSender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];

  constructor(
    private readonly channel: ChannelDefinition,
    private readonly http: HttpDelivery,
  ) {
    const { url } = channel.secrets;
    this.unavailable = channel.unavailable;
    // The key is in the query.
    this.secrets = url ? [url, new URL(url).search] : [];
  }

  render(message: AlertMessage): object {
    return teamsCard(message, wordsOf(message, this.channel));
  }

  send(message: AlertMessage): Promise<Receipt> {
    const headers = { 'idempotency-key': message.notification_id };
    return this.http.post('Teams', this.channel.secrets.url!, JSON.stringify(this.render(message)), headers);
  }
}
