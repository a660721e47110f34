import {
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  skipString,
  skipValue,
} from '../../http/json-scan.js';
import { parseTime } from '../../http/time.js';
import type { SeriesHash } from '../series/series-hash.js';
import { readNumber } from './json-number.js';

/** Descriptors have the domain 0, protocols those above. */
const HASH_DOMAIN = -1;

/** What tells samples of one series apart; the other fields describe the series. */
const [VALUE, COUNT, TIMESTAMP, DESCRIPTION, UNKNOWN] = [0, 1, 2, 3, 4];
const FIELDS = Object.entries({
  value: VALUE,
  count: COUNT,
  timestamp: TIMESTAMP,
  metric_name: DESCRIPTION,
  metric_type: DESCRIPTION,
  unit: DESCRIPTION,
  tags: DESCRIPTION,
  source: DESCRIPTION,
}).map(([name, field]) => ({ name: Buffer.from(name), field: field! }));

/**
 * Reads the numbers of items of POST /metrics off their bytes, and hashes the rest of the bytes: an item whose rest was seen and
 * found good before is good without being parsed and checked again.
 */
export class ItemReader {
  value = 0;
  count = 1;
  /** Epoch ms. */
  at = 0;
  private readonly view: DataView;

  /** @param now time of items without one @param earliest and @param latest which times are taken, epoch ms */
  constructor(
    private readonly bytes: Buffer,
    private readonly hash: SeriesHash,
    private readonly now: number,
    private readonly earliest: number,
    private readonly latest: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Reads the item that lies there and sets the hash.
   *
   * @returns false when it has to be parsed: it may be at fault, or is merely written in an unusual way
   */
  read(start: number, end: number): boolean {
    const { bytes, hash } = this;
    this.value = Number.NaN;
    this.count = 1;
    this.at = this.now;
    hash.begin(HASH_DOMAIN);
    let hashed = start;
    let at = start;
    if (bytes[at] !== OPEN_OBJECT) return false;
    do {
      const key = skipSpace(bytes, at + 1);
      if (bytes[key] !== QUOTE) return false;
      const keyEnd = skipString(bytes, key);
      const colon = skipSpace(bytes, keyEnd);
      if (bytes[colon] !== COLON) return false;
      const value = skipSpace(bytes, colon + 1);
      const valueEnd = skipValue(bytes, value);
      const field = fieldAt(bytes, key + 1, keyEnd - 1);
      if (field === UNKNOWN) return false;
      if (field !== DESCRIPTION) {
        if (!this.readField(field, value, valueEnd)) return false;
        hash.bytes(this.view, hashed, value);
        hashed = valueEnd;
      }
      at = skipSpace(bytes, valueEnd);
    } while (bytes[at] === COMMA);
    if (bytes[at] !== CLOSE_OBJECT || at + 1 !== end || Number.isNaN(this.value)) return false;
    hash.bytes(this.view, hashed, end);
    // Counters take no value below zero: that one was taken says nothing of the other.
    hash.number(this.value < 0 ? 1 : 0);
    return true;
  }

  private readField(field: number, start: number, end: number): boolean {
    const { bytes } = this;
    if (field === TIMESTAMP) return this.readTime(start, end);
    const number = readNumber(bytes, start, end);
    if (field === VALUE) {
      this.value = number;
      return !Number.isNaN(number);
    }
    this.count = number;
    return Number.isInteger(number) && number >= 1;
  }

  private readTime(start: number, end: number): boolean {
    const { bytes } = this;
    const at =
      bytes[start] === QUOTE
        ? parseTime(bytes.toString('latin1', start + 1, end - 1))
        : Math.round(readNumber(bytes, start, end));
    this.at = at ?? Number.NaN;
    return this.at >= this.earliest && this.at <= this.latest;
  }
}

function fieldAt(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  for (const { name, field } of FIELDS) {
    if (name.length !== length) continue;
    let i = 0;
    while (i < length && bytes[start + i] === name[i]) i++;
    if (i === length) return field;
  }
  return UNKNOWN;
}
