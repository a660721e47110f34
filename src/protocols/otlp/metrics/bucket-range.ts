import { holdsDoubles, joinedIndex, lowerBound, MAX_BUCKETS } from '../../exponential-buckets.js';
import { lengthTag, type ProtoReader, varintTag } from '../../protobuf/proto-reader.js';
import { NumberList } from './number-list.js';

const OFFSET = varintTag(1);
const BUCKET_COUNTS = [lengthTag(2), varintTag(2)];
/** Buckets sent, empty ones too: at a scale of 20 a range of a hundredth of a percent. Senders use 160. */
const MAX_SENT = 20_000;

/** The buckets of an exponential histogram above zero, or the mirror image of those below. */
export class BucketRange {
  /** Of the buckets that are not empty, ascending; together with how many observations each has. */
  readonly indexes: number[] = [];
  readonly counts: number[] = [];
  private readonly sent = new NumberList(MAX_SENT);
  private offset = 0;

  clear(): void {
    this.sent.clear();
    this.offset = 0;
    this.indexes.length = 0;
    this.counts.length = 0;
  }

  /** Reads the Buckets message that the reader came to. */
  read(reader: ProtoReader): void {
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === OFFSET) this.offset = reader.sint32();
      else if (BUCKET_COUNTS.includes(reader.tag)) this.sent.addVarints(reader);
      else reader.skip();
    }
    reader.leave(outer);
  }

  /**
   * Gathers the buckets that are not empty.
   *
   * @param scale that of the buckets sent @param target at most that; buckets are joined to those of this scale
   * @returns why they cannot be taken, if so
   */
  gather(scale: number, target: number): string | undefined {
    if (this.sent.isOver) return `the point has more than ${MAX_SENT} buckets`;
    const { values } = this.sent;
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== 0) this.add(joinedIndex(this.offset + i, scale - target), values[i]!);
    }
    if (this.indexes.length > MAX_BUCKETS) return `the point has more than ${MAX_BUCKETS} buckets that are not empty`;
    return this.indexes.every((index) => holdsDoubles(index, target)) ? undefined : 'a bucket is beyond all doubles';
  }

  /** The index among those gathered whose bucket holds a value, at the scale they were gathered at; undefined for none. */
  find(value: number, scale: number): number | undefined {
    return this.indexes.find((index) => value <= lowerBound(index + 1, scale));
  }

  private add(index: number, count: number): void {
    const last = this.indexes.length - 1;
    if (this.indexes[last] === index) this.counts[last]! += count;
    else {
      this.indexes.push(index);
      this.counts.push(count);
    }
  }
}
