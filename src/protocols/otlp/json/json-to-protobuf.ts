import { ProtoWriter } from '@oneclass/monitoring-client';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  skipString,
  skipValue,
} from '../../../http/json-scan.js';
import { Pacer } from '../../../jobs/pacer.js';
import { JsonFault } from './json-fault.js';
import { type Field, type Message, SCALARS, ScalarFault } from './message.js';

/** Deeper structures are refused, as in protobuf: 64 messages, each in a list. */
const MAX_DEPTH = 128;
/** Texts, and what stands in fields that are not known, may be so long. */
const MAX_VALUE_BYTES = 1_048_576;
/** So many fields are written before others get their turn. */
const STEPS_BETWEEN_PAUSES = 32;
/** No other value of JSON begins with an n. */
const NULL = 0x6e;

/** An object or list that is being written. */
interface Frame {
  /** Of an object. */
  readonly message?: Message;
  /** Of a list: what its values are. */
  readonly field?: Field;
  /** What the writer needs to close the message; 0 for lists and the outermost message. */
  readonly start: number;
  /** Values so far, the one that is being written included. */
  count: number;
  /** Name of the field that is being written. */
  name: string;
}

/**
 * Writes a message of OTLP/JSON as protobuf, so that both encodings are read by the same code. As OTLP asks, fields of
 * unknown names are passed over; null is a field that is left out. It goes through the bytes field by field: a body parsed as
 * a whole would keep everybody else waiting.
 *
 * @throws JsonFault
 */
export async function jsonToProtobuf(bytes: Buffer, message: Message): Promise<Buffer> {
  const pacer = new Pacer();
  const transcoder = new Transcoder(bytes, message);
  while (transcoder.go(STEPS_BETWEEN_PAUSES)) await pacer.pause();
  return transcoder.finish();
}

class Transcoder {
  private readonly writer = new ProtoWriter();
  private readonly frames: Frame[] = [];
  private at = 0;

  constructor(
    private readonly bytes: Buffer,
    message: Message,
  ) {
    this.at = skipSpace(bytes, 0);
    this.enter(OPEN_OBJECT, 'must be an object', { message, start: 0, count: 0, name: '' });
  }

  /** Goes on for so many fields. @returns false at the end */
  go(steps: number): boolean {
    for (let i = 0; i < steps && this.frames.length > 0; i++) this.step(this.frames.at(-1)!);
    return this.frames.length > 0;
  }

  finish(): Buffer {
    if (skipSpace(this.bytes, this.at) < this.bytes.length) throw this.notJson();
    return this.writer.finish();
  }

  /** Writes the next value of an object or list, or ends it. */
  private step(frame: Frame): void {
    const { bytes } = this;
    this.at = skipSpace(bytes, this.at);
    const end = frame.message ? CLOSE_OBJECT : CLOSE_LIST;
    if (bytes[this.at] === end) {
      this.leave();
      return;
    }
    if (frame.count++ > 0) this.expect(COMMA);
    if (frame.message) this.writeField(frame, frame.message);
    else this.writeValue(frame.field!);
  }

  private writeField(frame: Frame, message: Message): void {
    const { bytes } = this;
    if (bytes[this.at] !== QUOTE) throw this.notJson();
    const end = skipString(bytes, this.at, Math.min(this.at + MAX_VALUE_BYTES, bytes.length));
    frame.name = this.parse(end) as string;
    this.expect(COLON);
    const field = message.get(frame.name);
    if (!field) this.at = this.endOfValue();
    else if (bytes[this.at] === NULL) this.parse(this.endOfValue());
    else if (field.repeated) this.enter(OPEN_LIST, 'must be an array', { field, start: 0, count: 0, name: '' });
    else this.writeValue(field);
  }

  private writeValue({ number, type }: Field): void {
    if (typeof type === 'string') {
      this.writeScalar(number, type);
      return;
    }
    const start = this.writer.open(number);
    this.enter(OPEN_OBJECT, 'must be an object', { message: type, start, count: 0, name: '' });
  }

  private writeScalar(number: number, type: keyof typeof SCALARS): void {
    const value = this.parse(this.endOfValue());
    try {
      SCALARS[type](this.writer, number, value);
    } catch (fault) {
      throw fault instanceof ScalarFault ? this.fault(fault.message) : fault;
    }
  }

  private enter(opening: number, expectation: string, frame: Frame): void {
    if (this.bytes[this.at] !== opening) {
      this.parse(this.endOfValue()); // what is no JSON at all is told as such
      throw this.fault(expectation);
    }
    if (this.frames.length >= MAX_DEPTH) throw this.fault('is nested too deep');
    this.frames.push(frame);
    this.at++;
  }

  private leave(): void {
    const { message, start } = this.frames.pop()!;
    if (message && this.frames.length > 0) this.writer.close(start);
    this.at++;
  }

  /** Passes over a byte and the white space around it. */
  private expect(byte: number): void {
    this.at = skipSpace(this.bytes, this.at);
    if (this.bytes[this.at] !== byte) throw this.notJson();
    this.at = skipSpace(this.bytes, this.at + 1);
  }

  private endOfValue(): number {
    const limit = this.at + MAX_VALUE_BYTES;
    const end = skipValue(this.bytes, this.at, Math.min(limit, this.bytes.length));
    if (end === this.at) throw this.notJson();
    if (end >= limit) throw this.fault(`has more than ${MAX_VALUE_BYTES} bytes`);
    return end;
  }

  /** The value that goes up to a place. */
  private parse(end: number): unknown {
    try {
      const value: unknown = JSON.parse(this.bytes.toString('utf8', this.at, end));
      this.at = end;
      return value;
    } catch {
      throw this.notJson();
    }
  }

  private notJson(): JsonFault {
    return new JsonFault([], `is not valid JSON at byte ${this.at}`);
  }

  private fault(reason: string): JsonFault {
    return new JsonFault(
      this.frames.map(({ message, name, count }) => (message ? `.${name}` : `[${count - 1}]`)),
      reason,
    );
  }
}
