/**
 * The bits of each double as two 32-bit words (low, high), sharing memory. Copying doubles through this view keeps the
 * payload of a NaN, which assignment between float arrays may not: Prometheus' stale marker is such a NaN.
 */
export function doubleBits(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

/** A new array holding `values[order[i]]` at i, bit for bit. */
export function gatherDoubles(values: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(order.length);
  const source = doubleBits(values);
  const target = doubleBits(result);
  for (let i = 0; i < order.length; i++) {
    const from = order[i]! * 2;
    target[i * 2] = source[from]!;
    target[i * 2 + 1] = source[from + 1]!;
  }
  return result;
}

/** The arrays one after the other, bit for bit. */
export function concatDoubles(parts: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
