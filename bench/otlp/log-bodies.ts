import { randomBytes, randomInt } from 'node:crypto';
import { ProtoWriter } from '@oneclass/monitoring-client';
import { SERVICES, writeAttribute, writeResource } from './trace-bodies.js';

const INFO = 9;
const ERROR = 17;
const FAILED_ONE_IN = 30;

/** What the services say; a number stands for what differs each time. */
const SENTENCES: readonly (() => string)[] = [
  () => `GET /api/v1/students/${randomInt(100_000)} answered 200 in ${randomInt(2000) / 10} ms`,
  () => `payment ${randomInt(1_000_000)} of school-${randomInt(200)} was received`,
  () => `cache miss for key student:${randomInt(100_000)}:grades`,
  () => `user-${randomInt(50_000)} signed in from 10.0.${randomInt(256)}.${randomInt(256)}`,
  () => `job nightly-report finished: ${randomInt(5000)} rows written, ${randomInt(20)} skipped`,
  () => `retrying request ${randomBytes(8).toString('hex')} to billing after timeout`,
];

/** An ExportLogsServiceRequest as a Collector sends it: records of four services, three attributes each, half of them in a trace. */
export function logBody(records: number, at: number): Buffer {
  const writer = new ProtoWriter();
  for (const service of SERVICES) {
    const resource = writer.open(1);
    writeResource(writer, service);
    const scope = writer.open(2);
    for (let i = 0; i < records / SERVICES.length; i++) writeRecord(writer, at);
    writer.close(scope);
    writer.close(resource);
  }
  return writer.finish();
}

function writeRecord(writer: ProtoWriter, at: number): void {
  const failed = randomInt(FAILED_ONE_IN) === 0;
  const start = writer.open(2);
  writer.fixed64(1, BigInt(at - randomInt(5000)) * 1_000_000n);
  writer.varint(2, failed ? ERROR : INFO);
  writer.text(3, failed ? 'ERROR' : 'INFO');
  const body = writer.open(5);
  writer.text(1, SENTENCES[randomInt(SENTENCES.length)]!());
  writer.close(body);
  writeAttribute(writer, 6, 'thread', `worker-${randomInt(8)}`);
  writeAttribute(writer, 6, 'request.id', randomBytes(8).toString('hex'));
  writeAttribute(writer, 6, 'school', `school-${randomInt(200)}`);
  if (randomInt(2) === 0) {
    writer.bytes(9, randomBytes(16));
    writer.bytes(10, randomBytes(8));
  }
  writer.close(start);
}
