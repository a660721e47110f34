import { useNow } from '../app/use-now.js';
import { formatMoment } from '../format/clock.js';
import { formatSpan } from '../format/duration.js';

/** A moment in the reader's zone, in UTC when one points at it. `at` is ISO 8601 or epoch milliseconds. */
export function Moment({ at }: { at: string | number }) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return <span>–</span>;
  return (
    <time dateTime={time.toISOString()} title={utc(time)}>
      {formatMoment(time.getTime(), Date.now())}
    </time>
  );
}

/** How long ago a moment was, kept true while it is shown; the moment itself when one points at it. */
export function Ago({ at }: { at: string | number }) {
  const now = useNow(1000);
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return <span>–</span>;
  return (
    <time dateTime={time.toISOString()} title={`${formatMoment(time.getTime(), now)} (${utc(time)})`}>
      {formatSpan(now - time.getTime())} ago
    </time>
  );
}

function utc(time: Date): string {
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
