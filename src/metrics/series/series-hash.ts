import { randomFillSync } from 'node:crypto';

/** Drawn at the start: nobody outside can tell which descriptions would meet. The factors are odd, so nothing is lost. */
const [SEED_LOW, SEED_HIGH, FACTOR_LOW, FACTOR_HIGH] = randomFillSync(new Int32Array(4)) as unknown as [
  number,
  number,
  number,
  number,
];
const { imul } = Math;
const ODD_LOW = FACTOR_LOW | 1;
const ODD_HIGH = FACTOR_HIGH | 1;

const doubles = new Float64Array(1);
const halves = new Int32Array(doubles.buffer);

/**
 * A running hash of 64 bits, in two halves, over what tells series apart. Two unlike descriptions meet by chance once in 2^64
 * pairs: with a million series, once in tens of millions of starts of the process. Valid within this process only.
 */
export class SeriesHash {
  low = 0;
  high = 0;

  /** Starts afresh. @param domain keeps apart descriptions of unlike form */
  begin(domain: number): void {
    this.low = SEED_LOW;
    this.high = SEED_HIGH;
    this.number(domain);
  }

  /** Goes on from a state that was read off before: what many series have in common is hashed once. */
  resume(low: number, high: number): void {
    this.low = low;
    this.high = high;
  }

  /** Adds bytes from `start` to before `end`. */
  bytes(view: DataView, start: number, end: number): void {
    let low = this.low;
    let high = this.high;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      low = imul(low ^ word, ODD_LOW);
      low = (low << 13) | (low >>> 19);
      high = imul(high + word, ODD_HIGH);
      high = (high << 7) | (high >>> 25);
    }
    let rest = 0;
    for (; at < end; at++) rest = (rest << 8) | view.getUint8(at);
    this.low = low;
    this.high = high;
    this.word(rest);
    this.number(end - start);
  }

  /** Adds a text by its UTF-16 units. */
  text(value: string): void {
    let low = this.low;
    let high = this.high;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      low = imul(low ^ unit, ODD_LOW);
      low = (low << 13) | (low >>> 19);
      high = imul(high + unit, ODD_HIGH);
      high = (high << 7) | (high >>> 25);
    }
    this.low = low;
    this.high = high;
    this.number(value.length);
  }

  /** Adds a whole number of 32 bits, and spreads all that was added so far over all bits. */
  number(value: number): void {
    this.word(value);
    const low = spread(this.low ^ this.high);
    this.high = spread(this.high + low);
    this.low = low;
  }

  /** Adds a double by its bits. */
  double(value: number): void {
    doubles[0] = value;
    this.word(halves[0]!);
    this.number(halves[1]!);
  }

  private word(word: number): void {
    const low = imul(this.low ^ word, ODD_LOW);
    const high = imul(this.high + word, ODD_HIGH);
    this.low = (low << 13) | (low >>> 19);
    this.high = (high << 7) | (high >>> 25);
  }
}

/** The finalizer of MurmurHash3 (public domain): every bit of the input sways every bit of the result. */
function spread(value: number): number {
  let mixed = imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
