import { gzipSync } from 'node:zlib';
import { jsonToProtobuf } from '../../src/protocols/otlp/json/json-to-protobuf.js';
import { exportLogsServiceRequest } from '../../src/protocols/otlp/json/log-messages.js';
import { exportMetricsServiceRequest } from '../../src/protocols/otlp/json/metric-messages.js';
import { exportTraceServiceRequest } from '../../src/protocols/otlp/json/trace-messages.js';
import { lengthTag, ProtoReader, varintTag } from '../../src/protocols/protobuf/proto-reader.js';
import type { TestService } from './service.js';

export type OtlpEncoding = 'protobuf' | 'json';

export const OTLP_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' };

const DOORS = {
  metrics: { message: exportMetricsServiceRequest, rejected: 'rejectedDataPoints' },
  traces: { message: exportTraceServiceRequest, rejected: 'rejectedSpans' },
  logs: { message: exportLogsServiceRequest, rejected: 'rejectedLogRecords' },
};
export type OtlpSignal = keyof typeof DOORS;

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

/** An ExportTraceServiceRequest of one resource and scope, as OTLP/JSON has it. */
export function tracesRequest(resourceAttributes: object[], ...spans: object[]): object {
  const scope = { name: 'by hand', version: '1.0' };
  return { resourceSpans: [{ resource: { attributes: resourceAttributes }, scopeSpans: [{ scope, spans }] }] };
}

/** An ExportLogsServiceRequest of one resource and scope, as OTLP/JSON has it. */
export function logsRequest(resourceAttributes: object[], ...logRecords: object[]): object {
  const scope = { name: 'by hand', version: '1.0' };
  return { resourceLogs: [{ resource: { attributes: resourceAttributes }, scopeLogs: [{ scope, logRecords }] }] };
}

/** A request, given as OTLP/JSON, in protobuf. */
export function otlpProtobuf(request: object, signal: OtlpSignal = 'metrics'): Promise<Buffer> {
  return jsonToProtobuf(Buffer.from(JSON.stringify(request)), DOORS[signal].message);
}

/** Sends metrics, given as OTLP/JSON, in either encoding; protobuf goes compressed. */
export function sendMetrics(
  service: TestService,
  encoding: OtlpEncoding,
  request: object,
  headers: Record<string, string> = {},
): Promise<OtlpAnswer> {
  return sendSignal(service, 'metrics', encoding, request, headers);
}

/** The same for any signal. */
export async function sendSignal(
  service: TestService,
  signal: OtlpSignal,
  encoding: OtlpEncoding,
  request: object,
  headers: Record<string, string> = {},
): Promise<OtlpAnswer> {
  const isProtobuf = encoding === 'protobuf';
  const body = isProtobuf ? gzipSync(await otlpProtobuf(request, signal)) : Buffer.from(JSON.stringify(request));
  const compressed: Record<string, string> = isProtobuf ? { 'content-encoding': 'gzip' } : {};
  return sendOtlp(service, encoding, body, { ...compressed, ...headers }, signal);
}

/** Sends bytes to the door of a signal. */
export async function sendOtlp(
  service: TestService,
  encoding: OtlpEncoding,
  body: Buffer,
  headers: Record<string, string> = {},
  signal: OtlpSignal = 'metrics',
): Promise<OtlpAnswer> {
  const response = await fetch(`${service.url}/v1/${signal}`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: {
      'content-type': OTLP_TYPES[encoding],
      authorization: `Bearer ${service.token('ingest')}`,
      ...headers,
    },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const read =
    encoding === 'json'
      ? readJson(bytes, DOORS[signal].rejected)
      : response.ok
        ? readPartialSuccess(bytes)
        : readStatus(bytes);
  return { status: response.status, type: response.headers.get('content-type'), ...read };
}

function readJson(bytes: Buffer, rejected: string): Partial<OtlpAnswer> {
  const { partialSuccess, message } = JSON.parse(bytes.toString());
  if (message !== undefined) return { message };
  return partialSuccess ? { rejected: Number(partialSuccess[rejected]), message: partialSuccess.errorMessage } : {};
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
