import { checkAddress, checkLines, checkTimestamp } from '../../http/check-fields.js';
import { compileCheck, type ItemCheck } from '../../http/ingest.js';
import { parseTime } from '../../http/time.js';
import { UNKNOWN_SERVICE } from '../../resources/attributes.js';
import { ADMITS, type Admits } from '../inspection/admitted.js';
import type { Observation } from './observation.js';

interface SentFragment {
  in: 'path' | 'query' | 'header' | 'body';
  name: string;
  value: string;
  admits?: Admits | null;
}

/** A signal as it is sent, once its types have been checked. */
interface SentSignal {
  kind?: 'request' | null;
  timestamp?: string | number | null;
  service?: string | null;
  method?: string | null;
  route?: string | null;
  path?: string | null;
  status?: number | null;
  ip_address?: string | null;
  user_id?: string | null;
  user_agent?: string | null;
  count?: number | null;
  bytes?: number | null;
  request_id?: string | null;
  trace_id?: string | null;
  fragments?: SentFragment[] | null;
}

/** The longest value of each field that is a name or an id: one line, refused when longer. */
const LINES = {
  service: 128,
  method: 32,
  route: 2048,
  user_id: 256,
  request_id: 256,
  trace_id: 128,
} as const;
/** What callers choose is cut instead: an attack is not to hide by its length or its control characters. */
const MOST_TEXT = 2048;
/** Signals are of now: what a client could not send for longer says nothing any more. */
const OLDEST_DAYS = 1;

const optional = (schema: object) => ({ ...schema, nullable: true });
const text = { type: 'string' };
const checkTypes = compileCheck<SentSignal>({
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(Object.keys(LINES).map((field) => [field, optional(text)])),
    kind: optional({ type: 'string', enum: ['request', null] }),
    timestamp: optional({ type: ['string', 'number'] }),
    path: optional(text),
    status: optional({ type: 'integer', minimum: 100, maximum: 999 }),
    ip_address: optional(text),
    user_agent: optional(text),
    count: optional({ type: 'integer', minimum: 1, maximum: 1_000_000 }),
    bytes: optional({ type: 'number', minimum: 0 }),
    fragments: optional({
      type: 'array',
      maxItems: 64,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['in', 'name', 'value'],
        properties: {
          in: { type: 'string', enum: ['path', 'query', 'header', 'body'] },
          name: { type: 'string', maxLength: 256 },
          value: { type: 'string', maxLength: 1024 },
          admits: optional({ type: 'string', enum: [...ADMITS, null] }),
        },
      },
    }),
  },
});

/** Makes the check of one sent signal. `now` is epoch ms. */
export function securitySignalCheck(now: number): ItemCheck<Observation> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    const fault =
      checkLines(sent, LINES) ??
      checkAddress('ip_address', sent.ip_address) ??
      checkTimestamp('timestamp', sent.timestamp, now, OLDEST_DAYS);
    return fault ?? { value: asObservation(sent, now) };
  };
}

function asObservation(sent: SentSignal, now: number): Observation {
  const at = sent.timestamp == null ? now : parseTime(sent.timestamp)!;
  return {
    kind: 'request',
    // Detections know of time only what signals say: none may be to come.
    at: Math.min(at, now),
    service: sent.service ?? UNKNOWN_SERVICE,
    method: sent.method ?? undefined,
    route: sent.route ?? undefined,
    path: sent.path?.slice(0, MOST_TEXT),
    status: sent.status ?? undefined,
    ipAddress: sent.ip_address ?? undefined,
    userId: sent.user_id ?? undefined,
    userAgent: sent.user_agent?.slice(0, MOST_TEXT),
    count: sent.count ?? 1,
    bytes: sent.bytes ?? undefined,
    requestId: sent.request_id ?? undefined,
    traceId: sent.trace_id ?? undefined,
    fragments: sent.fragments?.map(({ admits, ...fragment }) => ({ ...fragment, admits: admits ?? undefined })),
  };
}
