import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Post, readArrivals } from './arrivals.js';

/** Takes what an agent sends, and tells at `GET /arrivals` what that was: only then is it read, not while others are measured. */
const posts = new Map<unknown, Post>();

const server = createServer((request, response) => {
  const path = request.url!.split('?')[0]!;
  if (request.method === 'GET') return response.end(JSON.stringify(readArrivals(posts.values())));
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    // A batch that is sent again, because its answer was lost, counts once.
    posts.set(request.headers['x-batch-id'] ?? {}, { path, body: Buffer.concat(parts) });
    const isOtlp = path.startsWith('/v1/');
    response.writeHead(200, { 'content-type': isOtlp ? 'application/x-protobuf' : 'application/json' });
    response.end(isOtlp ? undefined : '{"rejected":[]}');
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
