import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { wordsOf } from '../messages/template.js';
import { textMessage } from '../messages/text-message.js';
import { RemainingRecipients } from './remaining-recipients.js';
import { DeliveryFailed, type Receipt, type Sender } from './sender.js';

/** Companies that send text messages, by the names of the setting `provider`. */
export const SMS_PROVIDERS = ['twilio', 'africastalking'] as const;
export type SmsProvider = (typeof SMS_PROVIDERS)[number];

/** What a channel of the type `sms` is made of. */
export interface SmsSettings {
  provider: SmsProvider;
  /** Account SID (Twilio) or user name (Africa's Talking). */
  account: string;
  /** Number or name the message comes from. */
  from?: string;
  to: string[];
}

/** Sends one text message to one number through a provider's package. */
export type SendText = (to: string, text: string) => Promise<Receipt>;

/**
 * Sends text messages, one for each recipient; a retry goes to those who have not got it yet. The providers take no key to
 * tell repeats by, so after a crash in between a recipient may get it twice.
 */
export class SmsSender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly remaining = new RemainingRecipients();
  private readonly settings: SmsSettings;

  constructor(
    private readonly channel: ChannelDefinition,
    private readonly sendText: SendText,
  ) {
    this.settings = channel.settings as unknown as SmsSettings;
    this.unavailable = channel.unavailable;
    const { token = '' } = channel.secrets;
    this.secrets = [token, Buffer.from(`${this.settings.account}:${token}`).toString('base64')];
  }

  render(message: AlertMessage): { text: string } {
    return { text: textMessage(message, wordsOf(message, this.channel)) };
  }

  async send(message: AlertMessage): Promise<Receipt> {
    const id = message.notification_id;
    const { text } = this.render(message);
    const recipients = this.remaining.of(id, this.settings.to);
    const outcomes = await Promise.allSettled(
      recipients.map(async (to) => {
        const receipt = await this.sendText(to, text);
        this.remaining.note(id, [to]);
        return receipt;
      }),
    );
    const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    // What can still arrive is worth another try; only when nothing can, it is given up.
    const passing = faults.find((fault) => !(fault instanceof DeliveryFailed && fault.refusal.permanent));
    if (faults.length > 0) throw passing ?? faults[0];
    this.remaining.forget(id);
    const receipts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    return receipts.at(-1) ?? { statusCode: null, response: 'every recipient has it' };
  }
}
