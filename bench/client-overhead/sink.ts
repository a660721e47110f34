import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { lengthTag, ProtoReader } from '../../src/protocols/protobuf/proto-reader.js';

/** Takes what an agent sends, and tells at `GET /counts` how many requests and spans that was: only then is it read, not while others are measured. */
const bodies = new Map<unknown, { url: string; body: Buffer }>();

interface Item {
  metric_name?: string;
  value?: number;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(count()));
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    // A batch that is sent again, because its answer was lost, counts once.
    bodies.set(request.headers['x-batch-id'] ?? {}, { url: request.url!, body: Buffer.concat(parts) });
    const isOtlp = request.url!.startsWith('/v1/');
    response.writeHead(200, { 'content-type': isOtlp ? 'application/x-protobuf' : 'application/json' });
    response.end(isOtlp ? undefined : '{"rejected":[]}');
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

function count(): { requests: number; spans: number } {
  const counts = { requests: 0, spans: 0 };
  for (const { url, body } of bodies.values()) {
    const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
    if (url.endsWith('/v1/traces')) counts.spans += spansIn(plain);
    else if (url.endsWith('/metrics')) {
      for (const { metric_name, value = 0 } of JSON.parse(plain.toString()) as Item[]) {
        if (metric_name === 'http_requests_total') counts.requests += value;
      }
    }
  }
  return counts;
}

/** Of an `ExportTraceServiceRequest`: those of each scope of each resource. */
function spansIn(body: Buffer): number {
  return countFields(new ProtoReader(body), [1, 2, 2]);
}

function countFields(reader: ProtoReader, [field, ...below]: number[]): number {
  let found = 0;
  while (reader.next()) {
    if (reader.tag !== lengthTag(field!)) reader.skip();
    else if (below.length === 0) {
      found += 1;
      reader.skip();
    } else {
      const outer = reader.enter();
      found += countFields(reader, below);
      reader.leave(outer);
    }
  }
  return found;
}
