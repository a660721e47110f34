import { randomUUID } from 'node:crypto';

/** Text that does harm to a page that takes it for more than text. */
export const HOSTILE = '<img src=x onerror="document.title=1">';

const frame = (name: string | null, file: string, line: number, inApp: boolean, code?: string) => ({
  function: name,
  file,
  line,
  column: 11,
  in_app: inApp,
  ...(code === undefined ? {} : { pre_context: ['  async seat(id) {'], context_line: code, post_context: ['  }'] }),
});

/** An error of a service with causes, source lines, tags and a trace, as the errors' own door takes it. */
export function seatNotFound(change: object = {}): object {
  return {
    error_id: randomUUID(),
    error_type: 'SeatNotFound',
    error_message: 'No seat 4 in room A',
    service: 'seats',
    severity: 'error',
    environment: 'production',
    release: 'web@2.4.1',
    endpoint: '/seats/{id}',
    http_method: 'GET',
    status_code: 404,
    user_id: 'u-1',
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    span_id: '00f067aa0ba902b7',
    tags: { school: 'harare', browser: 'Firefox' },
    exceptions: [
      {
        type: 'SeatNotFound',
        message: 'No seat',
        frames: [
          frame('SeatService.seat', '/app/dist/seats/seat.service.js', 42, true, '    throw new SeatNotFound(id);'),
          frame('processTicksAndRejections', 'node:internal/process/task_queues', 95, false),
          frame('handle', '/app/node_modules/express/lib/router.js', 12, false),
          frame(
            'SeatController.get',
            '/app/dist/seats/seat.controller.js',
            17,
            true,
            '    return this.seats.seat(id);',
          ),
        ],
      },
      {
        type: 'QueryTimeout',
        message: 'canceling statement',
        frames: [frame('Rows.find', '/app/dist/seats/rows.js', 9, true, '    return this.pool.query(SQL);')],
      },
    ],
    additional_data: { attempt: 2 },
    ...change,
  };
}

/** An error whose every text is hostile, or long without a blank. */
export function hostileError(change: object = {}): object {
  const long = 'w'.repeat(500);
  return {
    error_type: `${HOSTILE}${'x'.repeat(200)}`,
    error_message: `${HOSTILE}${long}`,
    service: `${HOSTILE}-service`,
    severity: 'critical',
    environment: HOSTILE,
    release: HOSTILE,
    endpoint: `/${long}${HOSTILE}`,
    user_id: HOSTILE,
    tags: { [HOSTILE]: HOSTILE, long: `${long}` },
    exceptions: [
      {
        type: HOSTILE,
        message: long,
        frames: [
          frame(HOSTILE, `/app/${HOSTILE}/${long}.js`, 1, true, `${HOSTILE}${long}`),
          frame(null, long, 2, false),
        ],
      },
    ],
    additional_data: { [HOSTILE]: { [HOSTILE]: HOSTILE }, text: long },
    ...change,
  };
}

/** An event of a browser's Sentry SDK with breadcrumbs and an attachment, as its envelope. */
export function sentryEnvelope(happenedAt: number): string {
  const at = happenedAt / 1000;
  const event = {
    event_id: randomUUID().replaceAll('-', ''),
    timestamp: at,
    platform: 'javascript',
    tags: { service: 'pages' },
    user: { id: 'u-7' },
    request: { method: 'POST', url: 'https://school.example/enrol', headers: { 'User-Agent': 'Firefox/140.0' } },
    contexts: { browser: { name: 'Firefox', version: '140.0' }, os: { name: 'Linux' } },
    extra: { cart: { seats: 3 } },
    breadcrumbs: [
      { timestamp: at - 42, category: 'navigation', message: '/enrol' },
      { timestamp: at - 1.2, category: 'fetch', level: 'warning', message: HOSTILE, data: { status_code: 500 } },
    ],
    exception: { values: [{ type: 'TypeError', value: 'seat is undefined' }] },
  };
  const attachment = '{"cart":3}';
  return [
    { event_id: event.event_id },
    { type: 'event' },
    event,
    { type: 'attachment', length: attachment.length, filename: 'state<b>.json', content_type: 'application/json' },
  ]
    .map((part) => JSON.stringify(part))
    .concat(attachment, '')
    .join('\n');
}
