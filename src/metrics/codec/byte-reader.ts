/** Thrown when stored bytes are not what the codec writes: truncated, foreign, or of a newer version. */
export class CorruptColumns extends Error {}

/** Beyond, not every integer is a double. */
const INTEGER_LIMIT = 2 ** 53;
/** From below this sum, so many steps of two bytes (each under 2^13) stay within 32 bits. */
const SMALL_SUM = 2 ** 30;
const SMALL_RUN = 2 ** 16;

/** Reads what {@link ByteWriter} wrote. Reading past the end throws {@link CorruptColumns}. */
export class ByteReader {
  position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** One byte, 0–255. */
  byte(): number {
    const value = this.bytes[this.position++];
    if (value === undefined) throw new CorruptColumns('sample columns end too early');
    return value;
  }

  /** A LEB128 integer up to 2^53. */
  unsigned(): number {
    const { bytes } = this;
    const first = bytes[this.position++]!;
    if (first < 128) return first;
    const second = bytes[this.position++]!;
    if (second < 128) return (second << 7) | (first & 127);
    return this.unsignedTail((first & 127) | ((second & 127) << 7));
  }

  /** A zigzag varint within ±2^52. */
  signed(): number {
    const folded = this.unsigned();
    if (folded < 0x80000000) return (folded >>> 1) ^ -(folded & 1);
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  /** Fills `target` with the integers whose steps {@link ByteWriter.signedSteps} wrote, divided. */
  signedSums(target: Float64Array, divisor = 1): void {
    const { bytes } = this;
    let i = 0;
    for (let sum = 0; i < target.length; ) {
      sum += this.signed();
      target[i++] = sum / divisor;
      if (Math.abs(sum) >= SMALL_SUM) continue;
      // While steps take one or two bytes, 32-bit arithmetic does, which is twice as fast.
      let small = sum | 0;
      let position = this.position;
      for (const end = Math.min(target.length, i + SMALL_RUN); i < end; i++) {
        let folded = bytes[position]!;
        if (folded >= 128) {
          const second = bytes[position + 1]!;
          if (second >= 128) break;
          folded = (folded & 127) | (second << 7);
          position++;
        }
        position++;
        small = (small + ((folded >>> 1) ^ -(folded & 1))) | 0;
        target[i] = small / divisor;
      }
      this.position = position;
      sum = small;
    }
    if (this.position > bytes.length) throw new CorruptColumns('sample columns end too early');
  }

  /** 32 bits, little-endian, as an unsigned number. */
  word(): number {
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0;
  }

  /** The next `length` bytes, sharing memory. */
  block(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new CorruptColumns('sample columns end too early');
    const block = this.bytes.subarray(this.position, end);
    this.position = end;
    return block;
  }

  /** To be called after the last read: every byte must have been used, and not one more. */
  end(): void {
    if (this.position !== this.bytes.length) throw new CorruptColumns('sample columns have a wrong length');
  }

  private unsignedTail(low: number): number {
    let value = low;
    let scale = 1 << 14;
    for (let i = 0; i < 6; i++) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128 && value <= INTEGER_LIMIT) return value;
      if (byte < 128) break;
      scale *= 128;
    }
    throw new CorruptColumns('sample columns hold an integer that is too long');
  }
}
