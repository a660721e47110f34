import { unsignedAt } from '../../protobuf/fixed64.js';
import type { ProtoReader } from '../../protobuf/proto-reader.js';

const LENGTH_TYPE = 2;

/** Numbers of a repeated field, kept between points so that nothing is made for each. */
export class NumberList {
  readonly values: number[] = [];
  /** True when there were more than it may hold; those are not in it. */
  isOver = false;

  constructor(private readonly capacity: number) {}

  clear(): void {
    this.values.length = 0;
    this.isOver = false;
  }

  /** Adds the doubles that the reader came to: one, or many that are packed. */
  addDoubles(reader: ProtoReader): void {
    this.addAll(reader, readDouble);
  }

  /** The same for fixed64. */
  addFixed64(reader: ProtoReader): void {
    this.addAll(reader, readFixed64);
  }

  /** The same for uint64. */
  addVarints(reader: ProtoReader): void {
    this.addAll(reader, readVarint);
  }

  private addAll(reader: ProtoReader, read: (reader: ProtoReader) => number): void {
    if ((reader.tag & 7) !== LENGTH_TYPE) {
      this.add(read(reader));
      return;
    }
    const outer = reader.enter();
    while (reader.position < reader.end && !this.isOver) this.add(read(reader));
    reader.leave(outer);
  }

  private add(value: number): void {
    if (this.values.length < this.capacity) this.values.push(value);
    else this.isOver = true;
  }
}

const readDouble = (reader: ProtoReader) => reader.double();
const readFixed64 = (reader: ProtoReader) => unsignedAt(reader.view, reader.fixed64());
const readVarint = (reader: ProtoReader) => reader.varint();
