import { compileCheck, type ItemCheck } from '../../http/ingest.js';
import { SEVERITIES } from '../severity.js';
import type { Detection, FilterCondition } from './detection.js';
import { SIGNAL_FIELDS, SIGNAL_KINDS, type SignalKind } from './security-signal.js';

const DAY = 86_400;
/** Every value may be in memory for every group. */
const MAX_DISTINCT = 1000;

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const seconds = { type: 'number', minimum: 0, maximum: 30 * DAY };
const count = { type: 'integer', minimum: 1, maximum: 100_000 };
const kind = { type: 'string', enum: SIGNAL_KINDS };
const field = { type: 'string', enum: Object.keys(SIGNAL_FIELDS) };
const texts = {
  type: 'object',
  maxProperties: 32,
  required: [],
  additionalProperties: { type: 'string', maxLength: 256 },
};
const list = (items: object, maxItems: number) => ({ type: 'array', minItems: 1, maxItems, uniqueItems: true, items });
const values = list({ type: ['string', 'number'], maxLength: 256 }, 200);

const map = (required: string[], properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const testSignal = map([], {
  ...Object.fromEntries(Object.keys(SIGNAL_FIELDS).map((name) => [name, text(4096)])),
  kind,
  status: { type: 'integer', minimum: 100, maximum: 599 },
  after_seconds: seconds,
  repeat: count,
  bytes: { type: 'integer', minimum: 0 },
  count,
});

const checkForm = compileCheck<Detection>(
  map(
    [
      'name',
      'description',
      'event_type',
      'severity',
      'kinds',
      'group_by',
      'capacity',
      'leak_seconds',
      'blackhole_seconds',
    ],
    {
      name: { ...text(64), pattern: '^[a-z0-9-]+$' },
      description: text(1024),
      event_type: { ...text(128), pattern: '^[a-z0-9_.-]+$' },
      severity: { type: 'string', enum: SEVERITIES },
      kinds: list(kind, SIGNAL_KINDS.length),
      filter: list(map(['field'], { field, any_of: values, none_of: values }), 20),
      group_by: list(field, 4),
      distinct: field,
      reset_on: list(kind, SIGNAL_KINDS.length),
      capacity: { type: 'integer', minimum: 0, maximum: 100_000 },
      leak_seconds: { type: 'number', minimum: 0.001, maximum: DAY },
      blackhole_seconds: { type: 'number', minimum: 0, maximum: 7 * DAY },
      labels: texts,
      decision: map(['block'], {
        block: map(['scope', 'duration_seconds'], {
          scope: { type: 'string', enum: ['ip_address', 'user_id'] },
          duration_seconds: { type: 'number', minimum: 1, maximum: 365 * DAY },
        }),
      }),
      tests: list(
        map(['name', 'signals', 'overflows'], {
          name: text(256),
          signals: { ...list(testSignal, 200), uniqueItems: false },
          overflows: {
            anyOf: [
              { type: 'integer', minimum: 0 },
              { type: 'array', items: map(['group'], { group: texts }) },
            ],
          },
        }),
        50,
      ),
    },
  ),
);

/** Decides about one detection as it was read, with its first fault. */
export const checkDetection: ItemCheck<Detection> = (item) => {
  const formed = checkForm(item);
  return 'value' in formed ? (checkSense(formed.value) ?? formed) : formed;
};

/** What a form cannot say. */
function checkSense({ kinds, filter = [], group_by, distinct, reset_on, capacity, decision }: Detection) {
  const bad = filter.findIndex(
    ({ any_of, none_of }: FilterCondition) => (any_of === undefined) === (none_of === undefined),
  );
  if (bad >= 0) return { path: `filter.${bad}`, reason: 'must have either any_of or none_of' };
  if (distinct && group_by.includes(distinct))
    return { path: 'distinct', reason: 'has one value in each group: it is in group_by' };
  if (distinct && capacity > MAX_DISTINCT)
    return { path: 'capacity', reason: `must be at most ${MAX_DISTINCT} where distinct values are counted` };
  const reset = reset_on && checkReset({ kinds, group_by, capacity, reset_on });
  if (reset) return reset;
  const scope = decision?.block.scope;
  if (scope && !group_by.includes(scope))
    return { path: 'decision.block.scope', reason: 'must be in group_by: else nobody knows whom to block' };
  return undefined;
}

/** By a success at one account anybody could else undo what he did to others: an attacker has an account of his own. */
function checkReset({
  kinds,
  group_by,
  capacity,
  reset_on,
}: Pick<Detection, 'kinds' | 'group_by' | 'capacity'> & { reset_on: SignalKind[] }) {
  const fault = (path: string, reason: string) => ({ path, reason });
  if (reset_on.some((kind) => kinds.includes(kind))) return fault('reset_on', 'names a kind that is in kinds');
  if (!group_by.some((one) => one === 'account' || one === 'user_id'))
    return fault('reset_on', 'needs account or user_id in group_by: a success at one account says nothing of others');
  if (capacity > MAX_DISTINCT) return fault('capacity', `must be at most ${MAX_DISTINCT} where there is reset_on`);
  return undefined;
}
