import { Pacer } from '../../jobs/pacer.js';
import type { KnownKind } from '../../metrics/series/guessed-kinds.js';
import type { SampleDraft, SeriesRef } from '../../metrics/series/sample-draft.js';
import { ExemplarBudget } from '../exemplar-budget.js';
import { HASH_DOMAIN } from '../hash-domain.js';
import type { IngestTimes } from '../ingest-times.js';
import { fixed64Tag, lengthTag, ProtoReader, varintTag } from '../protobuf/proto-reader.js';
import type { Refusals } from '../refusals.js';
import { readExemplar } from './read-exemplar.js';
import { readLabels } from './read-labels.js';
import { readMetadata } from './read-metadata.js';

const TIME_SERIES = lengthTag(1);
const METADATA = lengthTag(3);
const LABEL = lengthTag(1);
const SAMPLE = lengthTag(2);
const EXEMPLAR = lengthTag(3);
const VALUE = fixed64Tag(1);
const TIMESTAMP = varintTag(2);

/** A sample takes 16 bytes, or 7 when its value is zero, and two for its tag and length. */
const SAMPLE_LENGTHS = [16, 7];
const HEAD_BYTES = 2;

/** Prometheus sends 500 families at a time. */
const MAX_KINDS = 10_000;
/** So many series are read before others get their turn. */
const SERIES_BETWEEN_PAUSES = 256;

/** Reads one WriteRequest of Prometheus remote write 1.0 (prometheus.io/docs/specs/prw/remote_write_spec). */
export class WriteRequest {
  /** What the metadata of the request says of the kinds of series. */
  readonly kinds: KnownKind[] = [];
  private readonly reader: ProtoReader;
  private readonly exemplars = new ExemplarBudget();

  /** @param draft takes the samples @param refusals takes what cannot be recorded; it spoils nothing else */
  constructor(
    private readonly bytes: Buffer,
    private readonly draft: SampleDraft,
    private readonly refusals: Refusals,
    private readonly times: IngestTimes,
  ) {
    this.reader = new ProtoReader(bytes);
  }

  /** @throws ProtobufFault when it is no such message, DatabaseUnavailable */
  async read(): Promise<void> {
    const { reader, draft } = this;
    const pacer = new Pacer();
    let fields = 0;
    while (reader.next()) {
      if (reader.tag === TIME_SERIES) this.readSeries();
      else if (reader.tag === METADATA && this.kinds.length < MAX_KINDS) this.kinds.push(...readMetadata(reader));
      else reader.skip();
      if (draft.isFull) await draft.settle();
      if (++fields % SERIES_BETWEEN_PAUSES === 0) await pacer.pause();
    }
  }

  private readSeries(): void {
    const { reader } = this;
    const outer = reader.enter();
    const ref = this.findByGuess() || this.findByLabels();
    if (ref === 0) this.refuseSamples();
    else this.readSamples(ref);
    reader.leave(outer);
  }

  /**
   * Nearly every series comes with one sample, at its end: what lies before it are the labels, which need not be gone through.
   * A wrong guess finds no series. @returns 0 when it was, else the series, with the reader at the sample
   */
  private findByGuess(): SeriesRef {
    const { reader, bytes } = this;
    const { hash } = this.draft;
    for (const length of SAMPLE_LENGTHS) {
      const at = reader.end - length - HEAD_BYTES;
      if (at <= reader.position || bytes[at] !== SAMPLE || bytes[at + 1] !== length) continue;
      hash.begin(HASH_DOMAIN.remoteWrite);
      hash.bytes(reader.view, reader.position, at);
      const ref = this.draft.find();
      if (ref === 0) continue;
      reader.position = at;
      return ref;
    }
    return 0;
  }

  /** @returns 0 when its samples cannot be taken, else the series, made if need be; the reader is then where samples may be */
  private findByLabels(): SeriesRef {
    const { reader } = this;
    const start = reader.position;
    const rest = this.hashLabels();
    const ref = rest === reader.end ? 0 : this.draft.find() || this.describe(start);
    reader.position = rest;
    return ref;
  }

  /** Hashes the bytes of the labels, which come first and in one run from every known sender. @returns where else there is something */
  private hashLabels(): number {
    const { reader } = this;
    const { hash } = this.draft;
    hash.begin(HASH_DOMAIN.remoteWrite);
    let run = reader.position;
    let rest = reader.end;
    reader.skipShort(LABEL);
    for (let at = reader.position; reader.next(); at = reader.position) {
      const isLabel = reader.tag === LABEL;
      reader.skip();
      if (isLabel) continue;
      if (run < at) hash.bytes(reader.view, run, at);
      run = reader.position;
      if (at < rest) rest = at;
    }
    if (run < reader.end) hash.bytes(reader.view, run, reader.end);
    return rest;
  }

  private describe(start: number): SeriesRef {
    const read = readLabels(this.bytes, start, this.reader.end);
    if ('descriptor' in read) return this.draft.describe(read.descriptor);
    this.refusals.note(read.fault);
    return 0;
  }

  private refuseSamples(): void {
    const { reader } = this;
    while (reader.next()) {
      if (reader.tag === SAMPLE) this.refusals.count++;
      reader.skip();
    }
  }

  private readSamples(ref: SeriesRef): void {
    const { reader } = this;
    while (reader.next()) {
      if (reader.tag === SAMPLE) this.readSample(ref);
      else if (reader.tag === EXEMPLAR && this.exemplars.takes(reader)) this.readExemplar(ref);
      else reader.skip();
    }
  }

  private readSample(ref: SeriesRef): void {
    const { reader, times } = this;
    let value = -1;
    let at = 0;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === VALUE) value = reader.fixed64();
      else if (reader.tag === TIMESTAMP) at = reader.int64();
      else reader.skip();
    }
    reader.leave(outer);
    if (at < times.earliest || at > times.latest) this.refusals.add(`a sample: ${times.faultOf(at)}`);
    else if (value >= 0) this.draft.addFrom(ref, at, reader.view, value);
    else this.draft.add(ref, at, 0); // protobuf leaves out what is zero
  }

  private readExemplar(ref: SeriesRef): void {
    const exemplar = readExemplar(this.reader);
    if (this.times.faultOf(exemplar.at) === undefined) this.draft.addExemplar(ref, exemplar);
  }
}
