import { randomBytes, randomInt } from 'node:crypto';
import { ProtoWriter } from '@oneclass/monitoring-client';

/** Services of a request, in the order in which they call each other. */
export const SERVICES = ['gateway', 'students', 'billing', 'library'];
const SPANS_PER_TRACE = 10;
const NS_PER_MS = 1_000_000n;
/** One trace in so many has a span that failed, and one in so many is slow. */
const FAILED_ONE_IN = 50;
const SLOW_ONE_IN = 40;
const OPERATIONS = 40;

/** One span before it is written. */
interface GeneratedSpan {
  readonly traceId: Buffer;
  readonly spanId: Buffer;
  readonly parentSpanId: Buffer | undefined;
  readonly service: number;
  readonly operation: number;
  /** Epoch ns. */
  readonly startAt: bigint;
  readonly endAt: bigint;
  readonly failed: boolean;
}

/**
 * An ExportTraceServiceRequest as a Collector sends it: whole traces of ten spans over four services, grouped by resource, eight
 * attributes a span.
 *
 * @param at when the last trace ended, epoch ms
 */
export function traceBody(spans: number, at: number): Buffer {
  const generated = Array.from({ length: spans / SPANS_PER_TRACE }, () => generateTrace(at)).flat();
  const writer = new ProtoWriter();
  for (const [service, name] of SERVICES.entries()) {
    const resource = writer.open(1);
    writeResource(writer, name);
    const scope = writer.open(2);
    for (const span of generated) if (span.service === service) writeSpan(writer, span);
    writer.close(scope);
    writer.close(resource);
  }
  return writer.finish();
}

/** A call that goes from service to service, each with a query or two below it. */
function generateTrace(at: number): GeneratedSpan[] {
  const traceId = randomBytes(16);
  const slow = randomInt(SLOW_ONE_IN) === 0 ? 20 : 1;
  const failedAt = randomInt(FAILED_ONE_IN) === 0 ? randomInt(SPANS_PER_TRACE) : -1;
  const operation = randomInt(OPERATIONS);
  const endAt = BigInt(at - randomInt(5000)) * NS_PER_MS + BigInt(randomInt(1_000_000));
  const spans: GeneratedSpan[] = [];
  for (let i = 0; i < SPANS_PER_TRACE; i++) {
    const parent = i === 0 ? undefined : spans[Math.floor((i - 1) / 2)]!;
    const duration = BigInt((SPANS_PER_TRACE - i) * 3 * slow) * NS_PER_MS;
    spans.push({
      traceId,
      spanId: randomBytes(8),
      parentSpanId: parent?.spanId,
      service: Math.min(Math.floor(i / 2), SERVICES.length - 1),
      operation: operation + i,
      startAt: endAt - duration,
      endAt: endAt - BigInt(i) * (NS_PER_MS / 4n),
      failed: i === failedAt,
    });
  }
  return spans;
}

export function writeResource(writer: ProtoWriter, service: string): void {
  const resource = writer.open(1);
  writeAttribute(writer, 1, 'service.name', service);
  writeAttribute(writer, 1, 'service.version', '1.4.2');
  writeAttribute(writer, 1, 'host.name', `${service}-7d9f`);
  writeAttribute(writer, 1, 'deployment.environment.name', 'production');
  writer.close(resource);
}

function writeSpan(writer: ProtoWriter, span: GeneratedSpan): void {
  const start = writer.open(2);
  writer.bytes(1, span.traceId);
  writer.bytes(2, span.spanId);
  if (span.parentSpanId) writer.bytes(4, span.parentSpanId);
  writer.text(5, `GET /api/v1/things/${span.operation}`);
  writer.varint(6, span.parentSpanId ? 3 : 2);
  writer.fixed64(7, span.startAt);
  writer.fixed64(8, span.endAt);
  writeAttribute(writer, 9, 'http.request.method', 'GET');
  writeAttribute(writer, 9, 'http.route', `/api/v1/things/${span.operation}`);
  writeAttribute(writer, 9, 'url.path', `/api/v1/things/${span.operation}/${randomInt(100_000)}`);
  writeAttribute(writer, 9, 'server.address', 'things.internal');
  writeAttribute(writer, 9, 'network.protocol.version', '1.1');
  writeAttribute(writer, 9, 'user_agent.original', 'okhttp/4.12.0');
  writeAttribute(writer, 9, 'user.id', `user-${randomInt(50_000)}`);
  writeAttribute(writer, 9, 'school', `school-${randomInt(200)}`);
  if (span.failed) {
    const status = writer.open(15);
    writer.text(2, 'it failed');
    writer.varint(3, 2);
    writer.close(status);
  }
  writer.close(start);
}

export function writeAttribute(writer: ProtoWriter, field: number, key: string, value: string): void {
  const attribute = writer.open(field);
  writer.text(1, key);
  const any = writer.open(2);
  writer.text(1, value);
  writer.close(any);
  writer.close(attribute);
}
