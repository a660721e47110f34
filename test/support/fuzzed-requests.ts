import { ProtoWriter } from '@oneclass/monitoring-client';
import fc from 'fast-check';
import type { Message, ScalarType } from '../../src/protocols/otlp/json/message.js';
import { exportMetricsServiceRequest } from '../../src/protocols/otlp/json/metric-messages.js';
import { otlpProtobuf } from './otlp-request.js';

/** Epoch ms that times to be taken are near to. */
export const NOW = Date.UTC(2026, 10, 25, 8);

/** What stands for each type of field. */
const SCALARS: Record<ScalarType, fc.Arbitrary<unknown>> = {
  string: fc.string({ maxLength: 4 }),
  hex: fc.constantFrom('', '00', '4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'),
  base64: fc.constantFrom('', 'AA==', 'zzzz'),
  bool: fc.boolean(),
  // JSON has no numbers for these three: OTLP writes them as texts.
  double: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', 1, 2),
  ),
  int32: fc.integer({ min: 0, max: 3 }),
  sint32: fc.oneof(fc.integer(), fc.integer({ min: -4, max: 20 })),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  uint64: fc.nat().map(String),
  fixed64: fc.constantFrom(`${NOW}000000`, '1', '0'),
  sfixed64: fc.integer(),
};

/** Bytes of every kind. */
export const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** Messages whose fields have the numbers and the forms that requests have, in any order and place. */
export const anyFields = fc.letrec<{ message: Buffer }>((tie) => ({
  message: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.oneof({ maxDepth: 7 }, leaf(), tie('message'))), {
      maxLength: 6,
    })
    .map(written),
})).message;

/** The label that names a metric. */
const NAME = written([
  [
    1,
    written([
      [1, '__name__'],
      [2, 'fuzzed'],
    ]),
  ],
]);

/** Remote-write requests that can be taken in, more or less. */
export const writeRequests = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(NAME, NAME, Buffer.alloc(0)),
        fields(1, label()),
        fields(2, sample()),
        fields(
          3,
          fc.tuple(fields(1, label()), sample()).map((parts) => Buffer.concat(parts)),
        ),
      )
      .map((parts) => Buffer.concat(parts)),
    { maxLength: 4 },
  )
  .map((series) => written(series.map((one) => [1, one])));

/** The same of OTLP, as JSON. */
export const otlpJson = jsonOf(exportMetricsServiceRequest, 0);

/** OTLP's requests in protobuf. */
export const otlpRequests = otlpJson.map(otlpProtobuf);

/** Messages, made at once or later, with some bytes changed, left out or put in. */
export function damaged<T extends Buffer | Promise<Buffer>>(messages: fc.Arbitrary<T>): fc.Arbitrary<T> {
  const change = fc.tuple(fc.nat(), fc.nat(2), fc.nat(255));
  return fc
    .tuple(messages, fc.array(change, { maxLength: 8 }))
    .map(([message, changes]) =>
      Buffer.isBuffer(message) ? damage(message, changes) : message.then((one) => damage(one, changes)),
    ) as fc.Arbitrary<T>;
}

function damage(message: Buffer, changes: [place: number, removed: number, byte: number][]): Buffer {
  const bytes = [...message];
  for (const [place, removed, byte] of changes) bytes.splice(place % (bytes.length + 1), removed, byte);
  return Buffer.from(bytes);
}

function leaf() {
  return fc.oneof(
    fc.double(),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.integer(),
    fc.constant(NOW),
    fc.string({ maxLength: 4 }),
  );
}

function fields(number: number, messages: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.array(messages, { maxLength: 3 }).map((all) => written(all.map((one) => [number, one])));
}

function label(): fc.Arbitrary<Buffer> {
  return fc.tuple(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 })).map(([key, value]) =>
    written([
      [1, key],
      [2, value],
    ]),
  );
}

function sample(): fc.Arbitrary<Buffer> {
  return fc.tuple(fc.double(), fc.constantFrom(NOW, NOW + 1, 0)).map(([value, at]) =>
    written([
      [2, at],
      [1, value],
    ]),
  );
}

function jsonOf(message: Message, depth: number): fc.Arbitrary<object> {
  const entries = [...message].map(([name, { type, repeated }]) => {
    const one = typeof type === 'string' ? SCALARS[type] : depth < 9 ? jsonOf(type, depth + 1) : fc.constant({});
    return [name, repeated ? fc.array(one, { maxLength: 2 }) : one] as const;
  });
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function written(content: [number: number, value: unknown][]): Buffer {
  const writer = new ProtoWriter();
  for (const [number, value] of content) {
    if (Buffer.isBuffer(value)) writer.bytes(number, value);
    else if (typeof value === 'string') writer.text(number, value);
    else if (typeof value === 'bigint') writer.fixed64(number, value);
    else if (Number.isInteger(value) && value !== 0) writer.varint(number, value as number);
    else writer.double(number, value as number);
  }
  return Buffer.from(writer.finish());
}
