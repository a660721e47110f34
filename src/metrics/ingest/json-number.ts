const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];
/** Whole numbers of so many digits, and powers of ten up to 10^22, are exact as doubles, and so is their quotient rounded right. */
const MAX_DIGITS = 15;
const POWERS = Float64Array.from({ length: MAX_DIGITS + 1 }, (_, i) => 10 ** i);

/**
 * The number that stands at a place, as JSON.parse reads it.
 *
 * @returns NaN for what is no number, or one of too many digits or with an exponent, which must be read otherwise
 */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let digits = 0;
  let whole = 0;
  let pointAt = end;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte <= NINE) {
      whole = whole * 10 + (byte - ZERO);
      digits++;
    } else if (byte === POINT && pointAt === end) pointAt = at;
    else return Number.NaN;
  }
  const decimals = pointAt === end ? 0 : end - pointAt - 1;
  const leadingZero = bytes[first] === ZERO && pointAt > first + 1;
  if (digits > MAX_DIGITS || digits === decimals || leadingZero || pointAt === end - 1) return Number.NaN;
  const value = whole / POWERS[decimals]!;
  return first === start ? value : -value;
}
