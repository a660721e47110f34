import { pooledDoubles } from './pooled-doubles.js';

describe('pooledDoubles', () => {
  it('gives zeros that share memory with nobody else', () => {
    const pieces = Array.from({ length: 2000 }, (_, i) => pooledDoubles(i % 97));
    for (const piece of pieces) expect(piece.every((value) => value === 0)).toBe(true);
    for (const [i, piece] of pieces.entries()) piece.fill(i + 1);
    for (const [i, piece] of pieces.entries()) expect(piece.every((value) => value === i + 1)).toBe(true);
    expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBeLessThan(10);
  });

  it('gives many their own memory', () => {
    expect(pooledDoubles(100_000)).toMatchObject({ length: 100_000, byteOffset: 0 });
  });
});
