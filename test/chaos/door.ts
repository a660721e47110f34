import { type LoadSample, REFUSED } from './load.js';

/** How samples are put into requests for one of the service's doors. */
export interface Door {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  encode(samples: readonly LoadSample[]): string | Buffer;
  /** A body of which nothing can be stored: the door answers it with 400 or 422. */
  hopeless(at: number): string | Buffer;
  /** What is wrong with the answer to an acknowledged request, if anything. */
  faultOf(answer: string, samples: readonly LoadSample[]): string | undefined;
}

/** `POST /metrics`. In the middle of each request stands an item that is refused while the others are stored. */
export const jsonDoor: Door = {
  path: '/api/v1/monitoring/metrics',
  headers: { 'content-type': 'application/json' },

  encode(samples) {
    const items: object[] = samples.map(({ name, kind, tags, value, count, at }) => ({
      metric_name: name,
      metric_type: kind,
      tags,
      value,
      ...(count === 1 ? {} : { count }),
      timestamp: at,
    }));
    items.splice(items.length >> 1, 0, badItem(samples[0]!.at));
    return JSON.stringify(items);
  },

  hopeless: (at) => JSON.stringify([badItem(at)]),

  faultOf(answer, samples) {
    const { accepted, rejected } = JSON.parse(answer) as { accepted: number; rejected: { index: number }[] };
    if (accepted === samples.length && rejected.length === 1 && rejected[0]!.index === samples.length >> 1) return;
    return `of ${samples.length} good items and a bad one: ${answer.slice(0, 200)}`;
  },
};

/** A counter's increment may not be negative. */
function badItem(at: number): object {
  return { metric_name: REFUSED, metric_type: 'counter', value: -1, timestamp: at };
}
