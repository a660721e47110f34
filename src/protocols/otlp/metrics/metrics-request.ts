import { Pacer } from '../../../jobs/pacer.js';
import type { SampleDraft } from '../../../metrics/series/sample-draft.js';
import { ExemplarBudget } from '../../exemplar-budget.js';
import type { IngestTimes } from '../../ingest-times.js';
import { lengthTag, ProtoReader, varintTag } from '../../protobuf/proto-reader.js';
import type { Refusals } from '../../refusals.js';
import type { DataPoint, MetricShape } from './data-point.js';
import { ExponentialPoint } from './exponential-point.js';
import { HistogramPoint } from './histogram-point.js';
import { MetricOrigin } from './metric-origin.js';
import { NumberPoint } from './number-point.js';
import { PointSeries } from './point-series.js';
import type { StreamMemory } from './stream-memory.js';
import { SummaryPoint } from './summary-point.js';

const RESOURCE_METRICS = lengthTag(1);
const SCOPE_METRICS = lengthTag(2);
const METRICS = lengthTag(2);
const NAME = lengthTag(1);
const UNIT = lengthTag(3);
const GAUGE = lengthTag(5);
const SUM = lengthTag(7);
const HISTOGRAM = lengthTag(9);
const EXPONENTIAL_HISTOGRAM = lengthTag(10);
const SUMMARY = lengthTag(11);
/** Of Gauge, Sum and the like. */
const DATA_POINTS = lengthTag(1);
const TEMPORALITY = varintTag(2);
const IS_MONOTONIC = varintTag(3);

/** AggregationTemporality */
const DELTA = 1;
const CUMULATIVE = 2;
/** A level is the last of its values, as a total is that may also fall. */
const LEVEL: MetricShape = { cumulative: true, monotonic: false };

/** A bucket takes a byte, and twenty as a sample: what a request becomes is bounded too. */
const MAX_SAMPLES = 1_000_000;

/** Reads one ExportMetricsServiceRequest of OTLP (opentelemetry.io/docs/specs/otlp). */
export class MetricsRequest {
  private readonly reader: ProtoReader;
  private readonly origin: MetricOrigin;
  private readonly series: PointSeries;
  private readonly points: Record<number, DataPoint>;
  private readonly pacer = new Pacer();

  /** @param draft takes the samples @param refusals takes what cannot be recorded; it spoils nothing else */
  constructor(
    bytes: Buffer,
    private readonly draft: SampleDraft,
    private readonly refusals: Refusals,
    times: IngestTimes,
    private readonly memory: StreamMemory,
  ) {
    this.reader = new ProtoReader(bytes);
    this.origin = new MetricOrigin(bytes, draft.hash);
    this.series = new PointSeries(bytes, draft, this.origin, refusals);
    const context = { reader: this.reader, draft, series: this.series, times, exemplars: new ExemplarBudget() };
    const numbers = new NumberPoint(context);
    this.points = {
      [GAUGE]: numbers,
      [SUM]: numbers,
      [HISTOGRAM]: new HistogramPoint(context),
      [EXPONENTIAL_HISTOGRAM]: new ExponentialPoint(context, memory.scales),
      [SUMMARY]: new SummaryPoint(context),
    };
  }

  /** @throws ProtobufFault when it is no such message, DatabaseUnavailable */
  async read(): Promise<void> {
    await this.each(RESOURCE_METRICS, () => this.readResource());
  }

  private async readResource(): Promise<void> {
    this.origin.enterResource(this.reader);
    this.memory.noteResource(this.origin, this.draft);
    await this.each(SCOPE_METRICS, () => this.readScope());
  }

  private async readScope(): Promise<void> {
    this.origin.enterScope(this.reader);
    const { hash } = this.draft;
    const { low, high } = hash;
    await this.each(METRICS, () => {
      hash.resume(low, high);
      return this.readMetric();
    });
  }

  private async readMetric(): Promise<void> {
    const { reader } = this;
    const start = reader.position;
    let name = '';
    let unit = '';
    while (reader.next()) {
      if (reader.tag === NAME) name = reader.text();
      else if (reader.tag === UNIT) unit = reader.text();
      else reader.skip();
    }
    this.series.enterMetric(name, unit);
    reader.position = start;
    while (reader.next()) {
      const point = this.points[reader.tag];
      if (point) await this.readPoints(point, reader.tag);
      else reader.skip();
    }
  }

  private async readPoints(point: DataPoint, type: number): Promise<void> {
    const { reader, draft, refusals } = this;
    const outer = reader.enter();
    const shape = type === GAUGE || type === SUMMARY ? LEVEL : this.readShape();
    if (!shape) this.series.note('its aggregation temporality is not specified');
    let points = 0;
    let taken = 0;
    while (reader.next()) {
      if (reader.tag !== DATA_POINTS) {
        reader.skip();
        continue;
      }
      if (!shape || !this.hasRoom()) reader.skip();
      else if (point.read(shape)) taken++;
      points++;
      if (draft.isFull) await draft.settle();
      if (this.pacer.isDue) await this.pacer.pause();
    }
    refusals.count += points - taken;
    reader.leave(outer);
  }

  private hasRoom(): boolean {
    if (this.draft.size < MAX_SAMPLES) return true;
    this.refusals.note(`the request has more than ${MAX_SAMPLES} samples`);
    return false;
  }

  /** What stands behind the points. @returns undefined when it is not said whether they are increments */
  private readShape(): MetricShape | undefined {
    const { reader } = this;
    const { position } = reader;
    let temporality = 0;
    let monotonic = false;
    while (reader.next()) {
      if (reader.tag === TEMPORALITY) temporality = reader.varint();
      else if (reader.tag === IS_MONOTONIC) monotonic = reader.bool();
      else reader.skip();
    }
    reader.position = position;
    if (temporality !== DELTA && temporality !== CUMULATIVE) return undefined;
    return { cumulative: temporality === CUMULATIVE, monotonic };
  }

  /** Goes into each message under the tag in the message that the reader is in. */
  private async each(tag: number, read: () => Promise<void>): Promise<void> {
    const { reader } = this;
    while (reader.next()) {
      if (reader.tag !== tag) {
        reader.skip();
        continue;
      }
      const outer = reader.enter();
      await read();
      reader.leave(outer);
    }
  }
}
