import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import type { ChannelDefinition } from '../channels/channel-definition.js';
import { AlertChart } from '../messages/alert-chart.js';
import { africasTalkingText } from './africastalking.js';
import { EmailSender } from './email.sender.js';
import { HttpDelivery } from './http-delivery.js';
import { PagerDutySender } from './pagerduty.sender.js';
import type { Sender } from './sender.js';
import { SlackSender } from './slack.sender.js';
import { SmsSender, type SmsSettings } from './sms.sender.js';
import { TeamsSender } from './teams.sender.js';
import { twilioText } from './twilio.js';
import { WebhookSender } from './webhook.sender.js';

/** Makes the sender of a channel. */
@Injectable()
export class Senders {
  constructor(
    private readonly environment: Environment,
    private readonly http: HttpDelivery,
    private readonly chart: AlertChart,
  ) {}

  make(channel: ChannelDefinition): Sender {
    switch (channel.type) {
      case 'email':
        return new EmailSender(channel, this.http.network, this.chart);
      case 'slack':
        return new SlackSender(channel, this.http.network, this.chart);
      case 'webhook':
        return new WebhookSender(channel, this.http, this.environment.publicUrl());
      case 'sms':
        return new SmsSender(channel, this.sendText(channel));
      case 'teams':
        return new TeamsSender(channel, this.http);
      case 'pagerduty':
        return new PagerDutySender(channel, this.http);
    }
  }

  private sendText({ settings, secrets }: ChannelDefinition) {
    const given = settings as unknown as SmsSettings;
    const token = secrets.token ?? '';
    return given.provider === 'africastalking'
      ? africasTalkingText(given, token, this.environment.get('AFRICASTALKING_API_URL'))
      : twilioText(given, token, this.http.network, this.environment.get('TWILIO_API_URL'));
  }
}
