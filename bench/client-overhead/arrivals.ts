import { gunzipSync } from 'node:zlib';
import { lengthTag, ProtoReader } from '../../src/protocols/protobuf/proto-reader.js';

/** What an agent has sent. */
export interface Arrivals {
  /** By route and status, such as `/hello 200`, as the client counted them. */
  requests: Record<string, number>;
  /** That the client said it had to let go of. */
  lost: number;
  errors: number;
  traces: number;
  spans: number;
}

interface Metric {
  metric_name: string;
  value?: number;
  tags: Record<string, string>;
}
/** A request in the words of `@nestjs/observe`: its calls, and those that they made. */
interface Call {
  ch?: Call[];
}
interface Snapshot {
  t?: Call[];
}

/** Takes apart what was posted to a path: by this client, by OTLP, by Sentry's SDK or by `@nestjs/observe`. */
export function addArrivals(arrivals: Arrivals, path: string, body: Buffer): void {
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  if (path === '/v1/traces') addSpans(arrivals, plain);
  else if (path.endsWith('/monitoring/metrics')) addMetrics(arrivals, JSON.parse(plain.toString()) as Metric[]);
  else if (path.endsWith('/monitoring/errors')) arrivals.errors += (JSON.parse(plain.toString()) as object[]).length;
  else if (path.includes('/envelope/')) addEnvelope(arrivals, plain.toString());
  else if (path.endsWith('/telemetry'))
    addSnapshots(arrivals, JSON.parse(plain.toString()) as { snapshots: Snapshot[] });
}

function addMetrics(arrivals: Arrivals, metrics: Metric[]): void {
  for (const { metric_name, value = 0, tags } of metrics) {
    if (metric_name === 'monitoring_client_lost_total') arrivals.lost += value;
    if (metric_name !== 'http_requests_total') continue;
    const key = `${tags.route} ${tags.status}`;
    arrivals.requests[key] = (arrivals.requests[key] ?? 0) + value;
  }
}

/** A line of JSON tells what the next line is; the first line is about all of them. */
function addEnvelope(arrivals: Arrivals, envelope: string): void {
  const lines = envelope.split('\n');
  for (let i = 1; i + 1 < lines.length; i += 2) {
    if ((JSON.parse(lines[i]!) as { type: string }).type !== 'transaction') continue;
    arrivals.traces += 1;
    arrivals.spans += 1 + (JSON.parse(lines[i + 1]!) as { spans: object[] }).spans.length;
  }
}

function addSnapshots(arrivals: Arrivals, { snapshots }: { snapshots: Snapshot[] }): void {
  arrivals.traces += snapshots.length;
  for (const { t = [] } of snapshots) arrivals.spans += 1 + t.reduce((sum, call) => sum + callsOf(call), 0);
}

function callsOf({ ch = [] }: Call): number {
  return ch.reduce((sum, call) => sum + callsOf(call), 1);
}

/** Of an `ExportTraceServiceRequest`: those of each scope of each resource. One that has no parent is a trace. */
function addSpans(arrivals: Arrivals, body: Buffer): void {
  const reader = new ProtoReader(body);
  eachOf(reader, 1, () =>
    eachOf(reader, 2, () =>
      eachOf(reader, 2, () => {
        arrivals.spans += 1;
        if (!hasParent(reader)) arrivals.traces += 1;
      }),
    ),
  );
}

/** Reads the message up to its end; goes into each field of a number. */
function eachOf(reader: ProtoReader, field: number, read: () => void): void {
  while (reader.next()) {
    if (reader.tag !== lengthTag(field)) {
      reader.skip();
      continue;
    }
    const outer = reader.enter();
    read();
    reader.leave(outer);
  }
}

/** `parent_span_id`, which may be there and empty. */
function hasParent(reader: ProtoReader): boolean {
  let found = false;
  while (reader.next()) {
    const startsAt = reader.position;
    const isParent = reader.tag === lengthTag(4);
    reader.skip();
    if (isParent && reader.position - startsAt > 1) found = true;
  }
  return found;
}
