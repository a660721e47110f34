import { checkLine, checkTags } from '../../http/ingest.js';
import type { SeriesDescriptor } from '../../metrics/series/metric-series.js';
import { lengthTag, ProtoReader } from '../protobuf/proto-reader.js';

const LABEL = lengthTag(1);
const NAME = lengthTag(1);
const VALUE = lengthTag(2);

const METRIC_NAME = '__name__';
const MAX_NAME = 255;
/** More are not even read; how many a series may have {@link checkTags} says. */
const MAX_LABELS = 64;
/** Series of these names are running totals in Prometheus' conventions: of counters, summaries and histograms. */
const TOTAL = /_(total|count|sum|bucket)$/;

/** A description, or why the series cannot be taken. */
export type LabelledSeries = { descriptor: SeriesDescriptor } | { fault: string };

/** Reads the labels of the TimeSeries message that `bytes` hold from `start` to `end`, and describes its series by them. */
export function readLabels(bytes: Buffer, start: number, end: number): LabelledSeries {
  const labels = new Map<string, string>();
  const reader = new ProtoReader(bytes, start, end);
  while (reader.next()) {
    if (reader.tag !== LABEL) {
      reader.skip();
      continue;
    }
    const [name, value] = readLabel(reader);
    if (labels.has(name)) return { fault: `${seriesName(labels)}: has the label ${JSON.stringify(name)} twice` };
    labels.set(name, value);
    if (labels.size > MAX_LABELS) return { fault: `${seriesName(labels)}: has more than ${MAX_LABELS} labels` };
  }
  return describe(labels);
}

/** Reads the label that the reader came to. */
export function readLabel(reader: ProtoReader): [name: string, value: string] {
  let name = '';
  let value = '';
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === NAME) name = reader.text();
    else if (reader.tag === VALUE) value = reader.text();
    else reader.skip();
  }
  reader.leave(outer);
  return [name, value];
}

/** The kind is a guess from the name alone: samples come without their type. */
function describe(labels: Map<string, string>): LabelledSeries {
  const name = labels.get(METRIC_NAME) ?? '';
  const nameFault = checkLine(name, MAX_NAME);
  if (nameFault) return { fault: `${seriesName(labels)}: its ${METRIC_NAME} ${nameFault}` };
  // To Prometheus an empty label is no label.
  const tags = Object.fromEntries([...labels].filter(([label, value]) => label !== METRIC_NAME && value !== ''));
  const fault = checkTags(tags);
  if (fault) return { fault: `${seriesName(labels)}: ${fault.path} ${fault.reason}` };
  return {
    descriptor: TOTAL.test(name)
      ? { name, kind: 'counter', temporality: 'cumulative', kindGuessed: true, tags }
      : { name, kind: 'gauge', kindGuessed: true, tags },
  };
}

function seriesName(labels: Map<string, string>): string {
  return JSON.stringify(labels.get(METRIC_NAME)?.slice(0, 100) ?? '');
}
