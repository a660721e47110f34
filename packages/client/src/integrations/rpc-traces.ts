import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { finalize, Observable, tap } from 'rxjs';
import { activeSpan } from '../tracing/active-context.js';
import { CLIENT } from '../version.js';
import { loadPackage } from './load-package.js';
import { wrap } from './wrap.js';

/** What one microservice sends to another. Nest 12 hands `metadata` on to the receiver's context; older ones leave it in the packet. */
interface Packet {
  readonly pattern?: unknown;
  readonly data?: unknown;
  metadata?: Record<string, unknown>;
}
type Send = (this: object, pattern: unknown, data: unknown) => Observable<unknown>;
interface ClientProxy {
  send: Send;
  emit: Send;
  createPacket?: (pattern: unknown, data: unknown) => Packet;
}
interface Serializer {
  serialize: (packet: Packet, ...rest: unknown[]) => unknown;
}
interface Deserializer {
  deserialize: (value: Packet, ...rest: unknown[]) => unknown;
}

/** Before Nest 12: what came with a packet, by its data. */
const received = new WeakMap<object, Record<string, unknown>>();

/** Makes a span of each message that is sent to a microservice, and sends the trace along beside the payload. */
export async function followRpc(): Promise<void> {
  const client = await loadPackage<{ ClientProxy: { prototype: ClientProxy } }>(
    '@nestjs/microservices/client/client-proxy.js',
  );
  if (!client) return;
  const { prototype } = client.ClientProxy;
  wrap(prototype, 'send', (send) => asSpans(send, SpanKind.CLIENT));
  wrap(prototype, 'emit', (emit) => asSpans(emit, SpanKind.PRODUCER));
  if (prototype.createPacket) {
    wrap(prototype as Required<ClientProxy>, 'createPacket', (createPacket) => {
      return function (this: object, pattern, data) {
        return withTrace(createPacket.call(this, pattern, data));
      };
    });
    return;
  }
  await followPackets();
}

/** Before Nest 12 packets have no door of their own: those that are not responses have a pattern. */
async function followPackets(): Promise<void> {
  const serializers = await loadPackage<Record<string, { prototype: Serializer }>>(
    '@nestjs/microservices/serializers/index.js',
  );
  const deserializers = await loadPackage<Record<string, { prototype: Deserializer }>>(
    '@nestjs/microservices/deserializers/index.js',
  );
  for (const name of ['IdentitySerializer', 'NatsRecordSerializer', 'MqttRecordSerializer', 'RmqRecordSerializer']) {
    const found = serializers?.[name];
    if (!found) continue;
    wrap(found.prototype, 'serialize', (serialize) => {
      return function (this: Serializer, packet, ...rest) {
        return serialize.call(this, packet?.pattern === undefined ? packet : withTrace({ ...packet }), ...rest);
      };
    });
  }
  const incoming = deserializers?.IncomingRequestDeserializer;
  if (!incoming) return;
  wrap(incoming.prototype, 'deserialize', (deserialize) => {
    return function (this: Deserializer, value, ...rest) {
      const { data, metadata } = value ?? {};
      if (metadata && data && typeof data === 'object') received.set(data, metadata);
      return deserialize.call(this, value, ...rest);
    };
  });
}

/** The trace that a message was sent in. */
export function callerOf(data: unknown, call: unknown): Context {
  const { getMetadata } = (call ?? {}) as { getMetadata?: () => unknown };
  const told = typeof getMetadata === 'function' ? getMetadata.call(call) : undefined;
  const carrier = told ?? (data && typeof data === 'object' ? received.get(data) : undefined);
  return carrier && typeof carrier === 'object' ? propagation.extract(ROOT_CONTEXT, carrier) : ROOT_CONTEXT;
}

function withTrace(packet: Packet): Packet {
  const metadata = { ...packet.metadata };
  propagation.inject(context.active(), metadata);
  if (Object.keys(metadata).length > 0) packet.metadata = metadata;
  return packet;
}

function asSpans(send: Send, kind: SpanKind): Send {
  return function (this: object, pattern, data) {
    if (!activeSpan()) return send.call(this, pattern, data);
    const within = context.active();
    const begin = () => {
      const name = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
      const span = trace
        .getTracer(CLIENT.name)
        .startSpan(name, { kind, attributes: { 'rpc.system': 'nestjs' } }, within);
      return { span, scope: trace.setSpan(within, span) };
    };
    // An event leaves at once, a request when somebody waits for its answer.
    if (kind === SpanKind.PRODUCER) {
      const { span, scope } = begin();
      const sent = context.with(scope, () => send.call(this, pattern, data));
      sent.subscribe({ error: (fault: unknown) => fail(span, fault), complete: () => span.end() });
      return sent;
    }
    return new Observable((subscriber) => {
      const { span, scope } = begin();
      return context.with(scope, () =>
        send
          .call(this, pattern, data)
          .pipe(
            tap({ error: (fault) => fail(span, fault) }),
            finalize(() => span.end()),
          )
          .subscribe(subscriber),
      );
    });
  };
}

function fail(span: Span, fault: unknown): void {
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: fault instanceof Error ? fault.message : JSON.stringify(fault),
  });
  span.end();
}
