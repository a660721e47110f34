/** A program that reports errors by Sentry's SDK to SENTRY_DSN, and ends once they are sent. */
import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: 'students@2.4.1',
  environment: 'test',
  tracesSampleRate: 1,
  sendClientReports: true,
  initialScope: { tags: { service: 'students' }, user: { id: 'pupil-7' } },
});

Sentry.getGlobalScope().addAttachment({ filename: 'seats.json', data: '{"seats":3}', contentType: 'application/json' });

function checkSeat(seat) {
  if (seat > 3) throw new RangeError(`no seat ${seat}`);
}

function enrol(seat) {
  try {
    checkSeat(seat);
  } catch (cause) {
    throw new Error(`pupil cannot be enrolled on seat ${seat}`, { cause });
  }
}

for (const seat of [4, 5]) {
  try {
    enrol(seat);
  } catch (fault) {
    Sentry.startSpan({ name: 'enrol' }, () => Sentry.captureException(fault));
  }
}
Sentry.addBreadcrumb({ category: 'seats', message: 'asked for one' });
Sentry.captureMessage('the hall is full', 'warning');
const sent = await Sentry.flush(10_000);
process.exit(sent ? 0 : 1);
