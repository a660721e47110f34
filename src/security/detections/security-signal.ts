/** What happened, as far as detections tell it apart. */
export const SIGNAL_KINDS = [
  'request',
  'authentication_failure',
  'authentication_success',
  'access_denied',
  'rate_limited',
  'payload',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Something that is harmless alone and may be an attack together with others of its like. */
export interface SecuritySignal {
  /** Epoch ms. Whoever pours it in sees to it that it is not to come. */
  at: number;
  kind: SignalKind;
  service: string;
  method?: string;
  /** The route's template. @example "/students/:id" */
  route?: string;
  /** As it was asked for, without the query. @example "/students/17" */
  path?: string;
  status?: number;
  ipAddress?: string;
  userId?: string;
  /** The name that was tried at a login, whether there is such an account or not. */
  account?: string;
  userAgent?: string;
  /** Size of the response. */
  bytes?: number;
  /** How many equal ones this stands for; 1 when absent. */
  count?: number;
  /** What the payload looks like. @example "sql_injection" */
  attackClass?: string;
}

/** The fields that a detection may name, as they are written there. */
export const SIGNAL_FIELDS = {
  service: 'service',
  method: 'method',
  route: 'route',
  path: 'path',
  status: 'status',
  ip_address: 'ipAddress',
  user_id: 'userId',
  account: 'account',
  user_agent: 'userAgent',
  attack_class: 'attackClass',
} as const satisfies Record<string, keyof SecuritySignal>;
export type SignalField = keyof typeof SIGNAL_FIELDS;
