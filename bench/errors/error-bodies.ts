import { randomBytes, randomInt } from 'node:crypto';
import { SERVICES } from '../otlp/trace-bodies.js';

const FRAMES = 30;
/** Every third call is the service's own. */
const OWN_ONE_IN = 3;
const PLACES = 250;
const TYPES = ['TypeError', 'ValidationError', 'QueryFailedError', 'NotFoundException', 'TimeoutError'];

/** A thousand different errors (250 places in four services), each with a stack of 30 frames as V8 writes it, for `POST /errors`. */
export function errorBody(errors: number): Buffer {
  return Buffer.from(JSON.stringify(Array.from({ length: errors }, oneError)));
}

function oneError() {
  // Few places have most of the errors, as in life.
  const place = Math.floor(PLACES * Math.random() ** 3);
  const type = TYPES[place % TYPES.length]!;
  const message = `Student ${randomInt(100_000)} of school-${randomInt(200)} cannot be read`;
  return {
    error_id: randomBytes(16).toString('hex'),
    timestamp: Date.now() - randomInt(5000),
    error_type: type,
    error_message: message,
    service: SERVICES[randomInt(SERVICES.length)],
    environment: 'production',
    release: '2026.11.3',
    endpoint: `/api/v1/students/${place}`,
    http_method: 'GET',
    status_code: 500,
    user_id: `user-${randomInt(50_000)}`,
    trace_id: randomBytes(16).toString('hex'),
    span_id: randomBytes(8).toString('hex'),
    tags: { school: `school-${randomInt(200)}`, runtime: 'node 20.20.2' },
    stack_trace: `${type}: ${message}\n${Array.from({ length: FRAMES }, (_, depth) => frame(place, depth)).join('\n')}`,
  };
}

function frame(place: number, depth: number): string {
  return depth % OWN_ONE_IN === 0
    ? `    at StudentsService.method${place}x${depth} (/app/dist/students/part-${place % 40}/students-${depth}.service.js:${100 + depth}:${11 + depth})`
    : `    at Layer.handle${depth} (/app/node_modules/router-${depth % 7}/lib/layer.js:${90 + depth}:5)`;
}
