import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes what the client sends, and tells at `GET /counts` how many requests and spans that was. */
const counts = { requests: 0, spans: 0 };

interface Item {
  metric_name?: string;
  value?: number;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(counts));
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const items = JSON.parse(Buffer.concat(parts).toString()) as Item[];
    if (request.url!.endsWith('/traces')) counts.spans += items.length;
    for (const { metric_name, value = 0 } of items) {
      if (metric_name === 'http_requests_total') counts.requests += value;
    }
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"rejected":[]}');
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
