import fc from 'fast-check';
import { SeriesHash } from './series-hash.js';

function hashed(add: (hash: SeriesHash) => void): string {
  const hash = new SeriesHash();
  hash.begin(1);
  add(hash);
  return `${hash.low} ${hash.high}`;
}

function ofBytes(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return hashed((hash) => hash.bytes(view, start, end));
}

describe('SeriesHash', () => {
  it('is the same for the same bytes, wherever they lie', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(9), (bytes, offset) => {
        const moved = new Uint8Array(bytes.length + offset + 3);
        moved.set(bytes, offset);
        expect(ofBytes(moved, offset, offset + bytes.length)).toBe(ofBytes(bytes));
      }),
    );
  });

  it('is another for other bytes or texts', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.string(), fc.string(), (a, b, c, d) => {
        if (Buffer.compare(a, b) !== 0) expect(ofBytes(a)).not.toBe(ofBytes(b));
        if (c !== d) expect(hashed((hash) => hash.text(c))).not.toBe(hashed((hash) => hash.text(d)));
      }),
    );
  });

  it('tells apart what differs in any one bit, or in trailing zeros', () => {
    const seen = new Set<string>();
    for (let length = 0; length <= 20; length++) {
      seen.add(ofBytes(new Uint8Array(length)));
      for (let bit = 0; bit < length * 8; bit++) {
        const bytes = new Uint8Array(length);
        bytes[bit >> 3] = 1 << (bit & 7);
        seen.add(ofBytes(bytes));
      }
    }
    expect(seen.size).toBe(21 + 210 * 8);
  });

  it('goes on from a state that was read off, and keeps domains apart', () => {
    const whole = hashed((hash) => {
      hash.number(1);
      hash.number(2);
    });
    const first = new SeriesHash();
    first.begin(1);
    first.number(1);
    const resumed = hashed((hash) => {
      hash.resume(first.low, first.high);
      hash.number(2);
    });
    expect(resumed).toBe(whole);
    expect(hashed((hash) => hash.begin(2))).not.toBe(hashed((hash) => hash.begin(1)));
  });

  it('spreads series that hardly differ evenly over the bits a table looks at', () => {
    const buckets = new Uint32Array(256);
    for (let i = 0; i < 256_000; i++) {
      const bytes = Buffer.from(`cpu_usage_${i % 10}\0host_${Math.floor(i / 10)}`);
      const [low, high] = ofBytes(bytes).split(' ').map(Number) as [number, number];
      buckets[((low & 15) << 4) | (high & 15)]!++;
    }
    const chiSquared = buckets.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeLessThan(400); // 255 degrees of freedom: beyond 400 once in a hundred million
  });
});
