import type { Attributes } from '../../resources/attributes.js';
import type { ProtoReader } from '../protobuf/proto-reader.js';
import { readKeyValue } from './any-value.js';

/** Of one span or log record, with all that belongs to it. */
const MAX_BYTES = 65_536;
/** What OpenTelemetry's SDKs keep at most. */
const MAX_COUNT = 128;
/** As a property is that was assigned. */
const PLAIN = { enumerable: true, configurable: true, writable: true };

/** Reads the attributes of one item up to a limit: what is too much is counted, not kept, and spoils nothing else. */
export class BoundedAttributes {
  /** How many were too much. */
  leftOut = 0;
  private attributes: Attributes = {};
  private count = 0;
  private bytesLeft = MAX_BYTES;

  /** Takes in the KeyValue message that the reader came to. */
  read(reader: ProtoReader): void {
    const { position } = reader;
    const length = reader.varint();
    reader.position = position;
    if (length > this.bytesLeft || this.count >= MAX_COUNT) {
      reader.skip();
      this.leftOut++;
      return;
    }
    this.bytesLeft -= length;
    this.count++;
    const [key, value] = readKeyValue(reader);
    if (key === '__proto__') Object.defineProperty(this.attributes, key, { value, ...PLAIN });
    else this.attributes[key] = value;
  }

  /** Those that were read since the last time. */
  take(): Attributes {
    const { attributes } = this;
    this.attributes = {};
    this.count = 0;
    return attributes;
  }
}
