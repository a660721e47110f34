/** What event types are called that do not say it themselves. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  access_denied: 'Access denied',
  authentication_failure: 'Failed login',
  authentication_success: 'Login',
  brute_force: 'Password guessing',
  command_injection_attempt: 'Command injection',
  credential_stuffing: 'Credential stuffing',
  enumeration: 'Enumeration of ids',
  password_spraying: 'Password spraying',
  path_traversal_attempt: 'Path traversal',
  privilege_probing: 'Probing of privileges',
  rate_limit_abuse: 'Abuse of rate limits',
  rate_limited: 'Rate limit exceeded',
  repeated_payload_attacks: 'Repeated attack payloads',
  scanner: 'Scanner',
  scanner_probe: 'Probe of a scanner',
  sql_injection_attempt: 'SQL injection',
  ssrf_attempt: 'Server-side request forgery',
  template_injection_attempt: 'Template injection',
  unusual_access: 'Unusual access',
  xss_attempt: 'Cross-site scripting',
};

/** A type of security events in words; one that is not known is spelled out. */
export function wordsOfType(type: string): string {
  return Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type]! : spellOut(type);
}

/** A name of the API as words: `alert_rule.changed` is "Alert rule changed". */
export function spellOut(name: string): string {
  const words = name.replace(/[_.\s]+/g, ' ').trim();
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1);
}

/** What decisions and the allow list are about. */
export const SCOPE_WORDS = { ip_address: 'Address', network: 'Network', user_id: 'User' } as const;
export type Scope = keyof typeof SCOPE_WORDS;

/** What is done about somebody who is decided about. */
export const ACTION_WORDS = { block: 'Blocked', log: 'Only logged' } as const;

/** What offenders are told apart by. */
export const OFFENDER_WORDS = {
  ip_address: 'Address',
  user_id: 'User',
  endpoint: 'Endpoint',
  user_agent: 'User agent',
} as const;

/** Severities in words. */
export const SEVERITY_WORDS = { critical: 'Critical', error: 'Error', warning: 'Warning', info: 'Info' } as const;
