import { checkLine, checkTags } from '../../../http/ingest.js';
import type { SeriesDescriptor } from '../../../metrics/series/metric-series.js';
import type { SampleDraft, SeriesRef } from '../../../metrics/series/sample-draft.js';
import type { ProtoReader } from '../../protobuf/proto-reader.js';
import type { Refusals } from '../../refusals.js';
import { textOf } from '../any-value.js';
import { faultOfLength, readAttributes } from '../resource.js';
import type { MetricOrigin } from './metric-origin.js';
import type { SeriesRole } from './series-role.js';

const MAX_NAME = 255;
const MAX_UNIT = 63;
/** What a field takes beside its content, at least: empty attributes count too. */
const FIELD_BYTES = 2;

/** The series of the data point that is being read: found by hash, and described on first sight. */
export class PointSeries {
  private name = '';
  private unit = '';
  private metricLow = 0;
  private metricHigh = 0;
  private pointLow = 0;
  private pointHigh = 0;
  private pointStart = 0;
  private pointEnd = 0;
  private attributesTag = 0;
  private attributesLength = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly draft: SampleDraft,
    private readonly origin: MetricOrigin,
    private readonly refusals: Refusals,
  ) {}

  /** Takes up a metric, once the hash is that of its origin. */
  enterMetric(name: string, unit: string): void {
    const { hash } = this.draft;
    this.name = name;
    const unitFault = unit === '' ? undefined : checkLine(unit, MAX_UNIT);
    this.unit = unitFault ? '' : unit;
    if (unitFault) this.note(`its unit ${unitFault}, and is left out`);
    hash.text(name);
    this.metricLow = hash.low;
    this.metricHigh = hash.high;
  }

  /** Takes up the point that the reader is in. */
  enterPoint(reader: ProtoReader, attributesTag: number): void {
    this.draft.hash.resume(this.metricLow, this.metricHigh);
    this.pointStart = reader.position;
    this.pointEnd = reader.end;
    this.attributesTag = attributesTag;
    this.attributesLength = 0;
  }

  /** Takes in the attribute that the reader came to. */
  addAttribute(reader: ProtoReader): void {
    const start = reader.span();
    this.draft.hash.bytes(reader.view, start, reader.position);
    this.attributesLength += reader.position - start + FIELD_BYTES;
  }

  /** To be called behind the last attribute, before series are asked for. */
  closePoint(): void {
    this.pointLow = this.draft.hash.low;
    this.pointHigh = this.draft.hash.high;
  }

  /** Sets the draft's hash to that of one thing about the point. */
  hashOf(code: number, first = 0, second = 0): void {
    const { hash } = this.draft;
    hash.resume(this.pointLow, this.pointHigh);
    hash.number(code);
    hash.double(first);
    hash.double(second);
  }

  /** The point's series of a role, or 0 when it cannot be taken; then the reason has been noted. */
  find(role: SeriesRole, first = 0, second = 0): SeriesRef {
    this.hashOf(role.code, first, second);
    const ref = this.draft.find();
    if (ref !== 0) return ref;
    const descriptor = this.describe(role, role.tags?.(first, second) ?? {});
    if (typeof descriptor !== 'string') return this.draft.describe(descriptor);
    this.note(descriptor);
    return 0;
  }

  /** Notes a fault of the point or its metric. */
  note(fault: string): void {
    this.refusals.note(`${JSON.stringify(this.name.slice(0, 100))}: ${fault}`);
  }

  /** @returns the fault when the series cannot be taken */
  private describe(role: SeriesRole, own: Record<string, string>): SeriesDescriptor | string {
    const { suffix, kind, temporality, hasUnit } = role;
    const tooLong = faultOfLength(this.attributesLength);
    const fault = this.origin.fault ?? (tooLong && `its attributes ${tooLong}`);
    if (fault) return fault;
    const tags = new Map([...this.origin.tags, ...Object.entries(own)]);
    const taken = new Set(tags.keys());
    for (const [key, value] of readAttributes(this.bytes, this.pointStart, this.pointEnd, this.attributesTag)) {
      // As Prometheus does with labels that mean something else to it.
      tags.set(taken.has(key) ? `exported_${key}` : key, textOf(value));
    }
    const descriptor = {
      name: this.name + suffix,
      kind,
      temporality,
      unit: hasUnit ? this.unit || undefined : undefined,
      source: this.origin.source || undefined,
      tags: Object.fromEntries(tags),
    };
    return faultOf(descriptor) ?? descriptor;
  }
}

function faultOf({ name, source, tags }: SeriesDescriptor): string | undefined {
  const nameFault = checkLine(name, MAX_NAME);
  if (nameFault) return `its name ${nameFault}`;
  const sourceFault = source === undefined ? undefined : checkLine(source, MAX_NAME);
  if (sourceFault) return `its scope's name ${sourceFault}`;
  const fault = checkTags(tags!);
  return fault && `${fault.path} ${fault.reason}`;
}
