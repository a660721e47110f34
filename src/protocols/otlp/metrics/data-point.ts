import type { SampleDraft, SeriesRef } from '../../../metrics/series/sample-draft.js';
import type { ExemplarBudget } from '../../exemplar-budget.js';
import type { IngestTimes } from '../../ingest-times.js';
import { fixed64Tag, type ProtoReader } from '../../protobuf/proto-reader.js';
import { millisecondsAt } from '../nanoseconds.js';
import { readExemplar } from './otlp-exemplar.js';
import type { PointSeries } from './point-series.js';

/** How a metric's points are to be taken. */
export interface MetricShape {
  readonly cumulative: boolean;
  /** Sums only. */
  readonly monotonic: boolean;
}

/** What all readers of data points share. */
export interface PointContext {
  readonly reader: ProtoReader;
  readonly draft: SampleDraft;
  readonly series: PointSeries;
  readonly times: IngestTimes;
  readonly exemplars: ExemplarBudget;
}

/** Numbers of the fields that each type of data point has under its own. */
export interface PointFields {
  /** Their tags. */
  readonly attributes: number;
  readonly exemplars: number;
  readonly flags: number;
}

const START_TIME = fixed64Tag(2);
const TIME = fixed64Tag(3);
const NO_RECORDED_VALUE = 1;
/** An increase is counted from a start so short a time ago; what grew before is of the past. */
const START_MS = 5 * 60_000;

/** Prometheus' marker of a series that has no value any more. */
const STALE = new DataView(new ArrayBuffer(8));
STALE.setBigUint64(0, 0x7ff0000000000002n, true);

/** Reads data points of one type, one after the other. */
export abstract class DataPoint {
  /** Epoch ms. */
  protected at = 0;
  protected startAt = 0;
  /** True when the point says that there is no value. */
  protected isStale = false;
  protected abstract readonly fields: PointFields;

  constructor(protected readonly context: PointContext) {}

  /** Reads the point that the reader came to, and adds its samples. @returns false when it was refused; the reason was noted */
  read(shape: MetricShape): boolean {
    const { reader } = this.context;
    const outer = reader.enter();
    const start = reader.position;
    const hasExemplars = this.readFields();
    const taken = this.checkTime() && this.record(shape);
    if (taken && hasExemplars) {
      reader.position = start;
      this.readExemplars();
    }
    reader.leave(outer);
    return taken;
  }

  /** Forgets the values of the point before. */
  protected abstract clear(): void;
  /** Reads the field the reader came to, if it is one of its own. @returns whether it was */
  protected abstract readValue(tag: number): boolean;
  /** Adds the point's samples. @returns false when it was refused */
  protected abstract record(shape: MetricShape): boolean;
  /** The series an exemplar with the value belongs to, or 0. */
  protected abstract seriesOf(value: number): SeriesRef;

  /** Adds a sample of a running total, and that it was zero at its start. */
  protected addTotal(ref: SeriesRef, value: number, cumulative: boolean): void {
    this.context.draft.add(ref, this.at, value);
    if (cumulative) this.addStart(ref);
  }

  /** @returns whether there is a start of which it is worth knowing */
  protected addStart(ref: SeriesRef): boolean {
    const { draft, times } = this.context;
    const known = this.startAt >= times.earliest && this.startAt < this.at && this.startAt >= this.at - START_MS;
    if (known) draft.startedAt(ref, this.startAt);
    return known;
  }

  protected addStale(ref: SeriesRef): void {
    this.context.draft.addFrom(ref, this.at, STALE, 0);
  }

  protected refuse(fault: string): false {
    this.context.series.note(fault);
    return false;
  }

  private readFields(): boolean {
    const { reader, series, times } = this.context;
    const { attributes, exemplars, flags } = this.fields;
    this.clear();
    this.at = times.now;
    this.startAt = 0;
    this.isStale = false;
    let hasExemplars = false;
    series.enterPoint(reader, attributes);
    while (reader.next()) {
      const { tag } = reader;
      if (tag === attributes) series.addAttribute(reader);
      else if (tag === TIME) this.at = millisecondsAt(reader.view, reader.fixed64()) || times.now;
      else if (tag === START_TIME) this.startAt = millisecondsAt(reader.view, reader.fixed64());
      else if (tag === flags) this.isStale = (reader.varint() & NO_RECORDED_VALUE) !== 0;
      else if (!this.readValue(tag)) {
        hasExemplars ||= tag === exemplars;
        reader.skip();
      }
    }
    series.closePoint();
    return hasExemplars;
  }

  private checkTime(): boolean {
    const { times } = this.context;
    if (this.at >= times.earliest && this.at <= times.latest) return true;
    return this.refuse(times.faultOf(this.at)!);
  }

  private readExemplars(): void {
    const { reader, draft, times, exemplars } = this.context;
    while (reader.next()) {
      if (reader.tag !== this.fields.exemplars || !exemplars.takes(reader)) {
        reader.skip();
        continue;
      }
      const exemplar = readExemplar(reader, this.at);
      const ref = exemplar && times.faultOf(exemplar.at) === undefined ? this.seriesOf(exemplar.value) : 0;
      if (exemplar && ref !== 0) draft.addExemplar(ref, exemplar);
    }
  }
}
