import { Injectable } from '@nestjs/common';
import { IncomingWebhook, IncomingWebhookHTTPError } from '@slack/webhook';
import { Environment } from '../../config/environment.js';
import type { AlertMessage } from './alert-message.js';
import { ATTEMPT_TIMEOUT_MS, type Channel, DeliveryFailed, type Receipt } from './channel.js';
import { slackText } from './render-message.js';

/** Posts to the Slack incoming webhook `SLACK_WEBHOOK_URL`. Slack has no way to tell a repeat, so a retry may show twice. */
@Injectable()
export class SlackChannel implements Channel {
  readonly name = 'slack';
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly webhook: IncomingWebhook | undefined;

  constructor(environment: Environment) {
    const url = environment.get('SLACK_WEBHOOK_URL');
    this.unavailable = url ? undefined : 'SLACK_WEBHOOK_URL is not set';
    this.secrets = url ? [url, new URL(url).pathname] : [];
    if (!url) return;
    const channel = environment.get('SLACK_CHANNEL');
    const username = environment.get('SLACK_USERNAME');
    this.webhook = new IncomingWebhook(url, {
      ...(channel && { channel }),
      ...(username && { username }),
      timeout: ATTEMPT_TIMEOUT_MS,
    });
  }

  async send(message: AlertMessage): Promise<Receipt> {
    try {
      const { text } = await this.webhook!.send({ text: slackText(message), link_names: false, unfurl_links: false });
      return { statusCode: 200, response: text };
    } catch (fault) {
      if (!(fault instanceof IncomingWebhookHTTPError)) throw fault;
      throw new DeliveryFailed(`Slack answered ${fault.statusCode}`, {
        statusCode: fault.statusCode,
        response: fault.body,
      });
    }
  }
}
