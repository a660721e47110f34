import type { ProtoReader } from './protobuf/proto-reader.js';

/** A chart shows no more, and each costs as much as many samples. */
const MAX_EXEMPLARS = 1000;
/** OpenMetrics allows 128 characters of labels. */
const MAX_BYTES = 2048;

/** How many exemplars of a request are taken in: they illustrate, so what is over it is passed over without a word. */
export class ExemplarBudget {
  private taken = 0;

  /** Whether the exemplar that the reader came to is to be read; else it is to be skipped. */
  takes(reader: ProtoReader): boolean {
    if (this.taken >= MAX_EXEMPLARS) return false;
    const { position } = reader;
    const length = reader.varint();
    reader.position = position;
    if (length > MAX_BYTES) return false;
    this.taken++;
    return true;
  }
}
