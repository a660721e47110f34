import type { MetricKind, Temporality } from '../../metrics/metric-kind.js';
import type { KnownKind } from '../../metrics/series/guessed-kinds.js';
import { lengthTag, type ProtoReader, varintTag } from '../protobuf/proto-reader.js';

const TYPE = varintTag(1);
const FAMILY = lengthTag(2);
const UNIT = lengthTag(5);
const MAX_UNIT = 63;

type Shape = [kind: MetricKind, temporality: Temporality];
const COUNTER: Shape = ['counter', 'cumulative'];
const GAUGE: Shape = ['gauge', 'delta'];
const SUMMARY: Shape = ['summary', 'delta'];

/** By MetricMetadata.MetricType: what the series of a family are, by what their names have behind the family's. */
const SERIES: readonly Record<string, Shape>[] = [
  {}, // unknown: the guess stands
  { '': COUNTER, _total: COUNTER },
  { '': GAUGE },
  { _bucket: COUNTER, _sum: COUNTER, _count: COUNTER },
  { _bucket: GAUGE, _gsum: GAUGE, _gcount: GAUGE },
  { '': SUMMARY, _sum: COUNTER, _count: COUNTER },
  { '': GAUGE, _info: GAUGE },
  { '': GAUGE },
];
/** Of these the values are numbers of observations, not of the family's unit. */
const COUNTS = new Set(['_bucket', '_count', '_gcount']);

/** Reads the MetricMetadata message that the reader came to. @returns what it says of the kinds of series, by their names */
export function readMetadata(reader: ProtoReader): KnownKind[] {
  let type = 0;
  let family = '';
  let unit = '';
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === TYPE) type = reader.varint();
    else if (reader.tag === FAMILY) family = reader.text();
    else if (reader.tag === UNIT) unit = reader.text();
    else reader.skip();
  }
  reader.leave(outer);
  if (family === '' || family.includes('\0')) return [];
  const usable = unit !== '' && unit.length <= MAX_UNIT && !/\p{Cc}/u.test(unit);
  return Object.entries(SERIES[type] ?? {}).map(([suffix, [kind, temporality]]) => ({
    name: family + suffix,
    kind,
    temporality,
    unit: usable && !COUNTS.has(suffix) ? unit : undefined,
  }));
}
