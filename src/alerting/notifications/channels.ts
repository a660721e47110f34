import { Injectable } from '@nestjs/common';
import type { Channel } from './channel.js';
import { EmailChannel } from './email.channel.js';
import { SlackChannel } from './slack.channel.js';
import { WebhookChannel } from './webhook.channel.js';

/** Every channel, configured or not. */
@Injectable()
export class Channels {
  readonly all: readonly Channel[];

  constructor(email: EmailChannel, slack: SlackChannel, webhook: WebhookChannel) {
    this.all = [email, slack, webhook];
  }
}
