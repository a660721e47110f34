import { gzipSync } from 'node:zlib';
import { jsonToProtobuf } from '../../src/protocols/otlp/json/json-to-protobuf.js';
import { exportMetricsServiceRequest } from '../../src/protocols/otlp/json/metric-messages.js';
import { lengthTag, ProtoReader, varintTag } from '../../src/protocols/protobuf/proto-reader.js';
import type { TestService } from './service.js';

export type OtlpEncoding = 'protobuf' | 'json';

export const OTLP_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' };

/** What the service answered: of a success its partial success, of anything else its status. */
export interface OtlpAnswer {
  status: number;
  type: string | null;
  rejected?: number;
  message?: string;
}

/** One attribute of OTLP/JSON. */
export const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** An ExportMetricsServiceRequest of one resource and scope, as OTLP/JSON has it. */
export function metricsRequest(service: string, ...metrics: object[]): object {
  const resource = { attributes: [attribute('service.name', service)] };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: 'by hand' }, metrics }] }] };
}

/** Epoch ms in nanoseconds, as OTLP/JSON has it. */
export const nanoseconds = (at: number) => `${at}000000`;

/** Metrics, given as OTLP/JSON, in protobuf. */
export function otlpProtobuf(request: object): Promise<Buffer> {
  return jsonToProtobuf(Buffer.from(JSON.stringify(request)), exportMetricsServiceRequest);
}

/** Sends metrics, given as OTLP/JSON, in either encoding; protobuf goes compressed. */
export async function sendMetrics(
  service: TestService,
  encoding: OtlpEncoding,
  request: object,
  headers: Record<string, string> = {},
): Promise<OtlpAnswer> {
  const isProtobuf = encoding === 'protobuf';
  const body = isProtobuf ? gzipSync(await otlpProtobuf(request)) : Buffer.from(JSON.stringify(request));
  return sendOtlp(service, encoding, body, { ...(isProtobuf ? { 'content-encoding': 'gzip' } : {}), ...headers });
}

/** Sends bytes to the door for metrics. */
export async function sendOtlp(
  service: TestService,
  encoding: OtlpEncoding,
  body: Buffer,
  headers: Record<string, string> = {},
): Promise<OtlpAnswer> {
  const response = await fetch(`${service.url}/v1/metrics`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: {
      'content-type': OTLP_TYPES[encoding],
      authorization: `Bearer ${service.token('ingest')}`,
      ...headers,
    },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const read = encoding === 'json' ? readJson(bytes) : response.ok ? readPartialSuccess(bytes) : readStatus(bytes);
  return { status: response.status, type: response.headers.get('content-type'), ...read };
}

function readJson(bytes: Buffer): Partial<OtlpAnswer> {
  const { partialSuccess, message } = JSON.parse(bytes.toString());
  if (message !== undefined) return { message };
  return partialSuccess
    ? { rejected: Number(partialSuccess.rejectedDataPoints), message: partialSuccess.errorMessage }
    : {};
}

function readPartialSuccess(bytes: Buffer): Partial<OtlpAnswer> {
  const reader = new ProtoReader(bytes);
  const answer: Partial<OtlpAnswer> = {};
  if (!reader.next()) return answer;
  reader.enter();
  while (reader.next()) {
    if (reader.tag === varintTag(1)) answer.rejected = reader.varint();
    else if (reader.tag === lengthTag(2)) answer.message = reader.text();
    else reader.skip();
  }
  return answer;
}

function readStatus(bytes: Buffer): Partial<OtlpAnswer> {
  const reader = new ProtoReader(bytes);
  while (reader.next()) {
    if (reader.tag === lengthTag(2)) return { message: reader.text() };
    reader.skip();
  }
  return {};
}
