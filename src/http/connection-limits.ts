import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Environment } from '../config/environment.js';
import { Problem } from './problem.js';

/** All headers of a request together, with its first line; bytes. */
const MAX_HEADER_BYTES = 16_384;
const MAX_HEADERS = 100;
/** RFC 9110 asks for at least 8000 octets (section 4.1). */
const MAX_URL = 8_192;
/** Longer than proxies keep theirs (nginx 60 s), so that it is they who close a connection that nobody uses. */
const KEEP_ALIVE_MS = 72_000;
/** How often Node looks for requests that are late. */
const LOOK_MS = 1_000;
/** How much longer than the longest query a connection may be silent in both directions: a caller that reads nothing is cut. */
const SILENT_SECONDS = 90;

/** Fastify's options that bound what a connection may cost: how long it may take over a request (slowloris), and how much it may send. */
export function connectionLimits(environment: Environment, fixedHeaders: Readonly<Record<string, string>>) {
  return {
    bodyLimit: environment.get('MAX_BODY_BYTES'),
    connectionTimeout: (environment.get('METRIC_QUERY_MAX_SECONDS') + SILENT_SECONDS) * 1000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: environment.get('REQUEST_TIMEOUT_SECONDS') * 1000,
    http: {
      headersTimeout: environment.get('REQUEST_HEADERS_TIMEOUT_SECONDS') * 1000,
      maxHeaderSize: MAX_HEADER_BYTES,
      connectionsCheckingInterval: LOOK_MS,
    },
    clientErrorHandler: (fault: NodeJS.ErrnoException, socket: Socket) => {
      if (fault.code !== 'ECONNRESET' && socket.writable) socket.write(answerTo(fault, fixedHeaders));
      socket.destroy();
    },
  };
}

/** Why a request is refused before anything else is looked at, if so. */
export function findExcess({ raw }: FastifyRequest): Problem | undefined {
  if (raw.url!.length > MAX_URL) return Problem.of(414, `The address has more than ${MAX_URL} characters.`);
  if (raw.rawHeaders.length > 2 * MAX_HEADERS) return Problem.of(431, `There are more than ${MAX_HEADERS} headers.`);
  return undefined;
}

/** The whole answer to what Node could not read as a request: Fastify has not seen it. */
function answerTo({ code }: NodeJS.ErrnoException, fixedHeaders: Readonly<Record<string, string>>): string {
  const [status, detail] =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'The request took too long to arrive.']
      : code === 'HPE_HEADER_OVERFLOW'
        ? [431, `The headers have more than ${MAX_HEADER_BYTES} bytes.`]
        : [400, 'This is not a request of HTTP/1.1.'];
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  const headers = {
    ...fixedHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${title}\r\n${lines.join('')}\r\n${body}`;
}
