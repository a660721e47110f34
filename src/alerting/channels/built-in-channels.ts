import type { Environment } from '../../config/environment.js';
import type { VariableName } from '../../config/variables.js';
import type { ChannelDefinition, ChannelType } from './channel-definition.js';

/** The SMTP server and account of the environment, in the names of a channel's settings. */
export function environmentMail(environment: Environment): { settings: object; secrets: Record<string, string> } {
  const password = environment.get('SMTP_PASSWORD');
  return {
    settings: given({
      smtp_server: environment.get('SMTP_SERVER'),
      smtp_port: environment.get('SMTP_PORT'),
      smtp_username: environment.get('SMTP_USERNAME'),
      from: environment.get('ALERT_FROM_EMAIL'),
    }),
    secrets: password ? { smtp_password: password } : {},
  };
}

/** The channels that the environment describes, configured or not, by the names of their types. */
export function builtInChannels(environment: Environment): ChannelDefinition[] {
  const mail = environmentMail(environment);
  const webhook = environment.get('ALERT_WEBHOOK_URL');
  const slack = environment.get('SLACK_WEBHOOK_URL');
  const define = (type: ChannelType, needed: VariableName[], settings: object, secrets: object): ChannelDefinition => ({
    name: type,
    type,
    settings: given(settings),
    secrets: given(secrets) as Record<string, string>,
    messagesPerMinute: environment.get('ALERT_MESSAGES_PER_MINUTE') ?? null,
    grouping: environment.get('ALERT_GROUPING') ?? null,
    titleTemplate: null,
    textTemplate: null,
    unavailable: absence(needed.filter((name) => environment.get(name) === undefined)),
  });
  return [
    define(
      'email',
      ['SMTP_SERVER', 'ALERT_FROM_EMAIL', 'ALERT_TO_EMAILS'],
      { ...mail.settings, to: environment.get('ALERT_TO_EMAILS') },
      mail.secrets,
    ),
    define(
      'slack',
      ['SLACK_WEBHOOK_URL'],
      { channel: environment.get('SLACK_CHANNEL'), username: environment.get('SLACK_USERNAME') },
      { url: slack },
    ),
    define(
      'webhook',
      ['ALERT_WEBHOOK_URL'],
      { format: environment.get('ALERT_WEBHOOK_FORMAT') },
      {
        url: webhook,
        headers: JSON.stringify(environment.get('ALERT_WEBHOOK_HEADERS') ?? {}),
        signing_secret: environment.get('ALERT_WEBHOOK_SECRET'),
      },
    ),
    define('sms', ['ALERT_SMS_PROVIDER', 'ALERT_SMS_TO', ...accountOf(environment)], ...smsOf(environment)),
  ];
}

function smsOf(environment: Environment): [settings: object, secrets: object] {
  const provider = environment.get('ALERT_SMS_PROVIDER');
  const twilio = provider === 'twilio';
  const account = environment.get(twilio ? 'TWILIO_ACCOUNT_SID' : 'AFRICASTALKING_USERNAME');
  const from = environment.get('ALERT_SMS_FROM');
  const token = environment.get(twilio ? 'TWILIO_AUTH_TOKEN' : 'AFRICASTALKING_API_KEY');
  return [{ provider, account, from, to: environment.get('ALERT_SMS_TO') }, { token }];
}

function accountOf(environment: Environment): VariableName[] {
  if (environment.get('ALERT_SMS_PROVIDER') === 'twilio')
    return ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'ALERT_SMS_FROM'];
  return environment.get('ALERT_SMS_PROVIDER') ? ['AFRICASTALKING_USERNAME', 'AFRICASTALKING_API_KEY'] : [];
}

function absence(missing: string[]): string | undefined {
  if (missing.length === 0) return undefined;
  return `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set`;
}

function given(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
