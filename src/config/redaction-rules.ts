/** The ways to tell a secret in a log record, in the order they are tried. */
export const REDACTION_RULES = [
  'url_password',
  'bearer_token',
  'jwt',
  'api_key',
  'card_number',
  'secret_name',
] as const;
export type RedactionRule = (typeof REDACTION_RULES)[number];
