import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestService } from '../support/service.js';

const SENDERS = 3;
const TRACES_AT_A_TIME = 20;
export const SPANS_PER_TRACE = 3;

/** Sends traces as fast as they are answered, the spans of each in two requests, and again until they are acknowledged. */
export class TraceSenders {
  /** Ids of the traces of which every span was acknowledged. */
  readonly acknowledged: string[] = [];
  repeated = 0;
  private stopping = false;
  private aborted = false;
  private readonly running: Promise<void>[];

  constructor(private readonly service: TestService) {
    this.running = Array.from({ length: SENDERS }, () => this.run());
  }

  /** Resolves when all that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  /** Leaves what was begun as it is. */
  abort(): void {
    this.stopping = true;
    this.aborted = true;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const ids = Array.from({ length: TRACES_AT_A_TIME }, () => randomBytes(16).toString('hex'));
      await this.deliver(ids.flatMap((id) => [span(id, 'root'), span(id, 'child', { parent_span_id: 'root' })]));
      await this.deliver(ids.map((id) => span(id, 'failed', { parent_span_id: 'root', status: 'error' })));
      this.acknowledged.push(...ids);
    }
  }

  private async deliver(body: object[]): Promise<void> {
    while (!this.aborted) {
      const answer = await this.service.request('POST', '/traces', { as: 'ingest', body }).catch(() => undefined);
      if (answer?.status === 201) return;
      if (answer && answer.status !== 503) throw new Error(`answered with ${answer.status}`);
      this.repeated++;
      await sleep(50);
    }
  }
}

function span(trace_id: string, span_id: string, more: object = {}): object {
  const start_time = Date.now() - 1000;
  return { trace_id, span_id, operation_name: 'chaos', service_name: 'chaos', start_time, duration_ms: 10, ...more };
}
