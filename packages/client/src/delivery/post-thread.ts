import { Worker } from 'node:worker_threads';
import { type Post, type PostAnswer, type PostNow, type PostRequest, post } from './post.js';

/** To the thread. */
export interface PostOrder {
  readonly id: number;
  readonly request: PostRequest;
}
/** The same while this one waits: at `[0]` how many are answered, then the status of each. */
export interface UrgentOrder {
  readonly requests: readonly PostRequest[];
  readonly answers: Int32Array<SharedArrayBuffer>;
}
/** And back: an answer, or why there was none. */
export type PostOutcome = { readonly id: number } & ({ readonly answer: PostAnswer } | { readonly fault: string });

interface Waiting {
  readonly done: (answer: PostAnswer) => void;
  readonly fail: (fault: Error) => void;
}

/**
 * Sends from a thread of its own. `fetch` on the application's thread would teach the code of Node's streams and events more kinds of
 * objects, which slows down every request that goes through the same code, by a fifth of a small one (`bench/client-overhead`).
 * Where no thread can be had it sends from this one.
 */
export const postFromThread: Post = (request) => {
  thread ??= new PostThread();
  return thread.isUp ? thread.post(request) : post(request);
};
/** From the same thread, while this one waits. */
export const postNowFromThread: PostNow = (requests, timeoutMs) => {
  thread ??= new PostThread();
  return thread.postNow(requests, timeoutMs);
};
/** Of what the thread makes, little lives longer than a request: V8 would give it 48. */
const YOUNG_MEGABYTES = 6;
/** One for the process, however many applications it has. */
let thread: PostThread | undefined;

/** It does not keep the process alive: who stops waits for the answers, for as long as he may. */
class PostThread {
  isUp = true;
  private readonly waiting = new Map<number, Waiting>();
  private readonly worker: Worker | undefined;
  private orders = 0;

  constructor() {
    try {
      this.worker = new Worker(new URL('./post.worker.js', import.meta.url), {
        execArgv: [],
        name: 'monitoring',
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      });
    } catch {
      this.isUp = false;
      return;
    }
    this.worker
      .on('message', (outcome: PostOutcome) => this.settle(outcome))
      .on('error', () => this.fall())
      .on('exit', () => this.fall())
      .unref();
  }

  post(request: PostRequest): Promise<PostAnswer> {
    const id = this.orders++;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.worker?.postMessage({ id, request } satisfies PostOrder, ownMemory(request.body));
    });
  }

  postNow(requests: readonly PostRequest[], timeoutMs: number): (number | undefined)[] {
    if (!this.isUp || requests.length === 0) return [];
    const answers = new Int32Array(new SharedArrayBuffer((1 + requests.length) * Int32Array.BYTES_PER_ELEMENT));
    this.worker?.postMessage({ requests, answers } satisfies UrgentOrder);
    const deadline = performance.now() + timeoutMs;
    for (let answered = 0; answered < requests.length; answered = Atomics.load(answers, 0)) {
      const left = deadline - performance.now();
      if (left <= 0 || Atomics.wait(answers, 0, answered, left) === 'timed-out') break;
    }
    return requests.map((_, index) => Atomics.load(answers, index + 1) || undefined);
  }

  private settle(outcome: PostOutcome): void {
    const waiting = this.waiting.get(outcome.id);
    this.waiting.delete(outcome.id);
    if ('answer' in outcome) waiting?.done(outcome.answer);
    else waiting?.fail(new Error(outcome.fault));
  }

  /** What it was sending is sent again, from the application's thread. */
  private fall(): void {
    this.isUp = false;
    for (const { fail } of this.waiting.values()) fail(new Error('the sending thread has ended'));
    this.waiting.clear();
  }
}

/** What is handed over instead of copied: memory that is the body's alone. The body is made anew where it has to be sent again. */
function ownMemory({ buffer }: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
  return buffer.byteLength > Buffer.poolSize ? [buffer] : [];
}
