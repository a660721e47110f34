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
  /** Errors and spans of OTLP that had arrived already. */
  repeated: number;
}

/** What was posted to a path. */
export interface Post {
  readonly path: string;
  readonly body: Buffer;
}

interface Tally extends Omit<Arrivals, 'repeated'> {
  /** Of errors and of spans of OTLP. */
  readonly ids: Set<string>;
  /** Of what has an id. */
  identified: number;
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

/** Counts what was posted by this client, by OTLP, by Sentry's SDK or by `@nestjs/observe`. */
export function readArrivals(posts: Iterable<Post>): Arrivals {
  const tally: Tally = { requests: {}, lost: 0, errors: 0, traces: 0, spans: 0, ids: new Set(), identified: 0 };
  for (const post of posts) addPost(tally, post);
  const { ids, identified, ...arrivals } = tally;
  return { ...arrivals, repeated: identified - ids.size };
}

function addPost(tally: Tally, { path, body }: Post): void {
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  if (path === '/v1/traces') addSpans(tally, plain);
  else if (path.endsWith('/monitoring/metrics')) addMetrics(tally, JSON.parse(plain.toString()) as Metric[]);
  else if (path.endsWith('/monitoring/errors'))
    addErrors(tally, JSON.parse(plain.toString()) as { error_id: string }[]);
  else if (path.includes('/envelope/')) addEnvelope(tally, plain.toString());
  else if (path.endsWith('/telemetry')) addSnapshots(tally, JSON.parse(plain.toString()) as { snapshots: Snapshot[] });
}

function addMetrics(tally: Tally, metrics: Metric[]): void {
  for (const { metric_name, value = 0, tags } of metrics) {
    if (metric_name === 'monitoring_client_lost_total') tally.lost += value;
    if (metric_name !== 'http_requests_total') continue;
    const key = `${tags.route} ${tags.status}`;
    tally.requests[key] = (tally.requests[key] ?? 0) + value;
  }
}

function addErrors(tally: Tally, errors: { error_id: string }[]): void {
  tally.errors += errors.length;
  for (const { error_id } of errors) identify(tally, error_id);
}

function identify(tally: Tally, id: string): void {
  tally.ids.add(id);
  tally.identified += 1;
}

/** A line of JSON tells what the next line is; the first line is about all of them. */
function addEnvelope(tally: Tally, envelope: string): void {
  const lines = envelope.split('\n');
  for (let i = 1; i + 1 < lines.length; i += 2) {
    if ((JSON.parse(lines[i]!) as { type: string }).type !== 'transaction') continue;
    tally.traces += 1;
    tally.spans += 1 + (JSON.parse(lines[i + 1]!) as { spans: object[] }).spans.length;
  }
}

function addSnapshots(tally: Tally, { snapshots }: { snapshots: Snapshot[] }): void {
  tally.traces += snapshots.length;
  for (const { t = [] } of snapshots) tally.spans += 1 + t.reduce((sum, call) => sum + callsOf(call), 0);
}

function callsOf({ ch = [] }: Call): number {
  return ch.reduce((sum, call) => sum + callsOf(call), 1);
}

/** Of an `ExportTraceServiceRequest`: those of each scope of each resource. One that has no parent is a trace. */
function addSpans(tally: Tally, body: Buffer): void {
  const reader = new ProtoReader(body);
  eachOf(reader, 1, () =>
    eachOf(reader, 2, () =>
      eachOf(reader, 2, () => {
        const { id, parentId } = readSpan(reader);
        identify(tally, id);
        tally.spans += 1;
        if (!parentId) tally.traces += 1;
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

/** `span_id` and `parent_span_id`, which may be there and empty. */
function readSpan(reader: ProtoReader): { id: string; parentId: string } {
  const span = { id: '', parentId: '' };
  while (reader.next()) {
    const { tag, position } = reader;
    reader.skip();
    // Ids are so short that one byte tells their length.
    const hex = () => reader.bytes.toString('hex', position + 1, reader.position);
    if (tag === lengthTag(2)) span.id = hex();
    else if (tag === lengthTag(4)) span.parentId = hex();
  }
  return span;
}
