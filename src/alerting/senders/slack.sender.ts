import { IncomingWebhook, IncomingWebhookHTTPError } from '@slack/webhook';
import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertChart } from '../messages/alert-chart.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { slackMessage } from '../messages/slack-message.js';
import { wordsOf } from '../messages/template.js';
import type { GuardedNetwork } from './guarded-network.js';
import { httpFailure } from './http-delivery.js';
import { ATTEMPT_TIMEOUT_MS, DeliveryFailed, type Receipt, type Sender } from './sender.js';

/** Posts to a Slack incoming webhook. Slack has no way to tell a repeat, so a retry may show twice. */
export class SlackSender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];

  constructor(
    private readonly definition: ChannelDefinition,
    private readonly network: GuardedNetwork,
    private readonly chart: AlertChart,
  ) {
    const { url } = definition.secrets;
    this.unavailable = definition.unavailable;
    this.secrets = url ? [url, new URL(url).pathname] : [];
  }

  async render(message: AlertMessage): Promise<object> {
    return slackMessage(message, wordsOf(message, this.definition), await this.chart.of(message));
  }

  async send(message: AlertMessage): Promise<Receipt> {
    const { channel, username } = this.definition.settings as { channel?: string; username?: string };
    let retryAfter: string | null = null;
    const webhook = new IncomingWebhook(this.definition.secrets.url!, {
      ...(channel && { channel }),
      ...(username && { username }),
      timeout: ATTEMPT_TIMEOUT_MS,
      fetch: async (url, init) => {
        const response = await this.network.fetch(String(url), init as RequestInit);
        retryAfter = response.headers.get('retry-after');
        return response;
      },
    });
    try {
      const content = await this.render(message);
      const { text } = await webhook.send({ ...content, link_names: false, unfurl_links: false });
      return { statusCode: 200, response: text };
    } catch (fault) {
      if (fault instanceof IncomingWebhookHTTPError) {
        throw httpFailure('Slack', { statusCode: fault.statusCode, response: fault.body }, retryAfter);
      }
      // The package wraps what the network gave.
      const { original } = fault as { original?: unknown };
      throw original instanceof DeliveryFailed ? original : fault;
    }
  }
}
