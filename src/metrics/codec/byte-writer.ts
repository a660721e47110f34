/** Appends bytes, varints and doubles to one growing buffer. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(1024);
  private position = 0;

  /** One byte, 0–255. */
  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.position++] = value;
  }

  /** A non-negative integer up to 2^53 as LEB128: seven bits a byte, lowest first, high bit set while more follow. */
  unsigned(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.bytes[this.position++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.bytes[this.position++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.position++] = rest;
  }

  /** An integer within ±2^52 as a zigzag varint: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so small steps stay one byte. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** The differences of neighbours, the first from 0, each as {@link signed} writes it; several times faster. */
  signedSteps(values: Float64Array | Int32Array): void {
    this.reserve(values.length * 8);
    const { bytes } = this;
    let { position } = this;
    let previous = 0;
    for (let i = 0; i < values.length; i++) {
      const step = values[i]! - previous;
      previous = values[i]!;
      const folded = step < 0 ? -2 * step - 1 : 2 * step;
      if (folded < 128) bytes[position++] = folded;
      else if (folded < 16_384) {
        bytes[position++] = (folded & 127) | 128;
        bytes[position++] = folded >>> 7;
      } else {
        this.position = position;
        this.unsigned(folded);
        position = this.position;
      }
    }
    this.position = position;
  }

  /** The 32 bits of `word`, little-endian. */
  word(word: number): void {
    this.reserve(4);
    this.position = this.bytes.writeUInt32LE(word >>> 0, this.position);
  }

  /** Bytes as they are. */
  block(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }

  /** Everything written so far, in a buffer of its own; the writer is empty afterwards and may be used again. */
  finish(): Buffer {
    const result = Buffer.from(this.bytes.subarray(0, this.position));
    this.position = 0;
    return result;
  }

  private reserve(count: number): void {
    if (this.position + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.position + count));
    this.bytes.copy(larger, 0, 0, this.position);
    this.bytes = larger;
  }
}
