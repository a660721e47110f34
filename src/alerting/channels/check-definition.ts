import { headerFault, isMailAddress, isPhoneNumber } from '../../config/parse.js';
import { checkLine } from '../../http/ingest.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { templateFaults } from '../messages/template.js';
import { SMS_PROVIDERS } from '../senders/sms.sender.js';
import type { ChannelDefinition, ChannelType } from './channel-definition.js';

/** Why a value cannot be taken, if so; a fault may name the place within. */
type Check = (value: unknown) => string | { path: string; message: string } | undefined;

interface Shape {
  settings: Record<string, Check>;
  secrets: Record<string, Check>;
  /** Settings and secrets it cannot do without. */
  required: string[];
}

const MAX_RECIPIENTS = 100;

const line =
  (maxLength: number): Check =>
  (value) =>
    typeof value === 'string' ? checkLine(value, maxLength) : 'must be a string';

const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`;

const address: Check = (value) => {
  const fault = line(2000)(value);
  if (fault) return fault;
  const url = URL.canParse(value as string) ? new URL(value as string) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be a URL that starts with http:// or https://';
  return url.username || url.password ? 'must not have an account in it: set a header instead' : undefined;
};

const port: Check = (value) =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) < 65_536 ? undefined : 'must be a port number';

const mail: Check = (value) =>
  line(320)(value) ?? (isMailAddress(value as string) ? undefined : 'must be an e-mail address');

const phone: Check = (value) =>
  typeof value === 'string' && isPhoneNumber(value)
    ? undefined
    : 'must be a telephone number with its country, such as +263771234567';

const listOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_RECIPIENTS) {
      return `must be a list of 1 to ${MAX_RECIPIENTS}`;
    }
    const faults = value.map(check);
    const index = faults.findIndex((fault) => fault !== undefined);
    return index < 0 ? undefined : { path: `[${index}]`, message: faults[index] as string };
  };

/** Headers are given as an object, and kept as JSON. */
const headers: Check = (value) => {
  const given = parseObject(value);
  if (!given) return 'must be an object of header names and values';
  const [name, item] = Object.entries(given).find(([header, text]) => headerFault(header, text)) ?? [];
  if (name !== undefined) return { path: `.${name.slice(0, 100)}`, message: headerFault(name, item)! };
  return Object.keys(given).length > 32 || String(value).length > 8192 ? 'are too many or too long' : undefined;
};

function parseObject(value: unknown): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(String(value));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

const SHAPES: Record<ChannelType, Shape> = {
  email: {
    settings: { to: listOf(mail), from: mail, smtp_server: line(255), smtp_port: port, smtp_username: line(320) },
    secrets: { smtp_password: line(1000) },
    required: ['settings.to'],
  },
  slack: {
    settings: { channel: line(80), username: line(80) },
    secrets: { url: address },
    required: ['secrets.url'],
  },
  webhook: {
    settings: { format: oneOf(['json', 'alertmanager']) },
    secrets: { url: address, headers, signing_secret: line(1000) },
    required: ['secrets.url'],
  },
  sms: {
    settings: { provider: oneOf(SMS_PROVIDERS), account: line(100), from: line(20), to: listOf(phone) },
    secrets: { token: line(1000) },
    required: ['settings.provider', 'settings.account', 'settings.to', 'secrets.token'],
  },
  teams: { settings: {}, secrets: { url: address }, required: ['secrets.url'] },
  pagerduty: {
    settings: { events_url: address },
    secrets: { routing_key: line(100) },
    required: ['secrets.routing_key'],
  },
};

/** The names of the secrets a type of channel can have. */
export function secretNames(type: ChannelType): string[] {
  return Object.keys(SHAPES[type].secrets);
}

/** @throws Problem 422 with the path of everything that cannot be taken */
export function checkDefinition(definition: ChannelDefinition): void {
  const faults = [...placeFaults(definition), ...wordFaults(definition)];
  if (faults.length > 0) throw Problem.invalid(faults, 'The channel has faults.');
}

/** @throws Problem 422 with the path of everything that cannot be rendered */
export function checkTemplates(definition: Pick<ChannelDefinition, 'type' | 'titleTemplate' | 'textTemplate'>): void {
  const faults = wordFaults(definition);
  if (faults.length > 0) throw Problem.invalid(faults, 'The templates have faults.');
}

function placeFaults({ type, settings, secrets }: ChannelDefinition): InputFault[] {
  const shape = SHAPES[type];
  const required = [...shape.required];
  if (settings.provider === 'twilio') required.push('settings.from');
  // An own server needs no sender of the environment's.
  if (type === 'email' && settings.smtp_server !== undefined) required.push('settings.from');
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) all[`settings.${name}`] = value;
  for (const [name, value] of Object.entries(secrets)) all[`secrets.${name}`] = value;
  return [
    ...required.filter((path) => all[path] === undefined).map((path) => ({ path, message: 'is missing' })),
    ...faultsOf('settings', settings, shape.settings),
    ...faultsOf('secrets', secrets, shape.secrets),
  ];
}

function wordFaults({
  type,
  titleTemplate,
  textTemplate,
}: Pick<ChannelDefinition, 'type' | 'titleTemplate' | 'textTemplate'>): InputFault[] {
  if (type === 'webhook' && (titleTemplate || textTemplate)) {
    const path = textTemplate ? 'text_template' : 'title_template';
    return [{ path, message: 'means nothing to a webhook, which gets the whole alert as JSON' }];
  }
  return [
    ...templateFaults(titleTemplate ?? '', 'title_template'),
    ...templateFaults(textTemplate ?? '', 'text_template'),
  ];
}

function faultsOf(part: string, values: object, checks: Record<string, Check>): InputFault[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${part}.${name.slice(0, 100)}`;
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) return [{ path, message: `is not known: ${Object.keys(checks).join(', ') || 'there are none'}` }];
    const fault = check(value);
    if (fault === undefined) return [];
    return typeof fault === 'string'
      ? [{ path, message: fault }]
      : [{ path: path + fault.path, message: fault.message }];
  });
}
