import { randomBytes } from 'node:crypto';
import { ProtoWriter } from '@oneclass/monitoring-client';
import { SERVICES, writeAttribute, writeResource } from '../otlp/trace-bodies.js';

/** Every span but those at the end has so many children: too few for any fold, so that each is a line of its own. */
const CHILDREN = 4;
const NS_PER_MS = 1_000_000n;
/** How long the deepest spans take; each above takes as long as its children one after another, and a little more. */
const DEEPEST_NS = 400_000n;

/** One large trace as an ExportTraceServiceRequest: a tree over four services, one span in 200 failed, seven attributes each. */
export function largeTrace(count: number, endAt: number): { traceId: string; body: Buffer } {
  const traceId = randomBytes(16);
  const ids = Array.from({ length: count }, () => randomBytes(8));
  const took: bigint[] = Array.from({ length: count }, () => DEEPEST_NS);
  for (let i = count - 1; i > 0; i--) took[parentOf(i)]! += took[i]!;
  const starts: bigint[] = Array.from({ length: count }, () => BigInt(endAt) * NS_PER_MS - took[0]!);
  const next: bigint[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      starts[i] = next[parentOf(i)]!;
      next[parentOf(i)]! += took[i]!;
    }
    next[i] = starts[i]! + DEEPEST_NS / 4n;
  }
  const writer = new ProtoWriter();
  for (const [service, name] of SERVICES.entries()) {
    const resource = writer.open(1);
    writeResource(writer, name);
    const scope = writer.open(2);
    for (let i = 0; i < count; i++) {
      if (i % SERVICES.length !== service) continue;
      const span = writer.open(2);
      writer.bytes(1, traceId);
      writer.bytes(2, ids[i]!);
      if (i > 0) writer.bytes(4, ids[parentOf(i)]!);
      writer.text(5, `GET /api/v1/things/${i}`);
      writer.varint(6, i % 2 === 0 ? 2 : 3);
      writer.fixed64(7, starts[i]!);
      writer.fixed64(8, starts[i]! + took[i]!);
      writeAttribute(writer, 9, 'http.request.method', 'GET');
      writeAttribute(writer, 9, 'http.route', `/api/v1/things/${i}`);
      writeAttribute(writer, 9, 'url.path', `/api/v1/things/${i}/${i * 7}`);
      writeAttribute(writer, 9, 'server.address', 'things.internal');
      writeAttribute(writer, 9, 'user_agent.original', 'okhttp/4.12.0');
      writeAttribute(writer, 9, 'user.id', `user-${i % 977}`);
      writeAttribute(writer, 9, 'school', `school-${i % 200}`);
      if (i % 200 === 199) {
        const status = writer.open(15);
        writer.text(2, 'it failed');
        writer.varint(3, 2);
        writer.close(status);
      }
      writer.close(span);
    }
    writer.close(scope);
    writer.close(resource);
  }
  return { traceId: traceId.toString('hex'), body: Buffer.from(writer.finish()) };
}

function parentOf(position: number): number {
  return Math.floor((position - 1) / CHILDREN);
}
