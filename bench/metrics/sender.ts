/**
 * Sends prepared bodies as fast as they are answered, one request at a time on each connection, and tells its parent what
 * came of it. A process of its own, so that the one that is measured is alone in its process.
 */
import { openSync, readSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BodyFile } from './body-files.js';

/** What to send, where and for how long. */
export interface SendOrder {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly files: BodyFile[];
  readonly samplesPerBody: number;
  /** The first body of each file to send, and the first not to; all of them unless told otherwise. */
  readonly from?: number;
  readonly to?: number;
  /** Stops after so long; at the latest when the files are at their end. */
  readonly seconds?: number;
  /** Holds the rate at so many samples a second; as fast as it goes without. */
  readonly samplesPerSecond?: number;
}

/** What came of it. */
export interface SendResult {
  readonly samples: number;
  readonly seconds: number;
  /** Milliseconds of each request, ascending. */
  readonly latencies: number[];
  /** True when a file ended before the time was up: the rate is right, the time shorter. */
  readonly ranOut: boolean;
}

process.once('message', (order) => {
  void send(order as SendOrder).then((result) => process.send!(result, () => process.exit()));
});

async function send(order: SendOrder): Promise<SendResult> {
  const startedAt = performance.now();
  const deadline = startedAt + (order.seconds ?? Infinity) * 1000;
  const latencies: number[] = [];
  let ranOut = false;
  const pace = order.samplesPerSecond && (order.samplesPerBody * order.files.length * 1000) / order.samplesPerSecond;
  await Promise.all(
    order.files.map(async ({ path, offsets }) => {
      const file = openSync(path, 'r');
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const { from = 0, to = offsets.length - 1 } = order;
      for (let i = from; performance.now() < deadline; i++) {
        if (i === to) {
          ranOut = true;
          break;
        }
        const body = Buffer.allocUnsafe(offsets[i + 1]! - offsets[i]!);
        readSync(file, body, 0, body.length, offsets[i]!);
        const sentAt = performance.now();
        await post(order, agent, body);
        latencies.push(performance.now() - sentAt);
        if (pace) await sleep(Math.max(0, startedAt + (i - from + 1) * pace - performance.now()));
      }
      agent.destroy();
    }),
  );
  return {
    samples: latencies.length * order.samplesPerBody,
    seconds: (performance.now() - startedAt) / 1000,
    latencies: latencies.sort((a, b) => a - b),
    ranOut,
  };
}

function post({ url, headers }: SendOrder, agent: Agent, body: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    const sending = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => {
          const { statusCode = 0 } = answer;
          if (statusCode < 300) done();
          else fail(new Error(`${url} answered ${statusCode}: ${text.slice(0, 500)}`));
        });
      },
    );
    sending.on('error', fail);
    sending.end(body);
  });
}
