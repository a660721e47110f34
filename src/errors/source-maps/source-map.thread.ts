import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Place } from './find-original.js';
import { type Answer, type CheckedMap, type Job, MapFault, type Originals, type Work } from './source-map-work.js';

/** Longer than the largest map takes on a slow host: what takes longer is stuck. */
const TIMEOUT_MS = 60_000;
const MEMORY_MB = 1024;

interface Waiting {
  resolve: (result: CheckedMap | Originals) => void;
  reject: (fault: Error) => void;
  timer: NodeJS.Timeout;
}

/** The service's side of source-map-worker.ts. The thread is started when it is first needed; one that ends is started again. */
@Injectable()
export class SourceMapThread implements OnApplicationShutdown {
  private readonly logger = new Logger(SourceMapThread.name);
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** @param json must not be used any more: it is handed over @throws MapFault what is wrong with the map, or that it takes more time or memory than there is */
  check(json: Uint8Array<ArrayBuffer>): Promise<CheckedMap> {
    // To copy 10 MB would take some 20 ms; small ones share their memory with others.
    const isAlone = json.byteLength === json.buffer.byteLength;
    return this.run({ kind: 'check', json }, isAlone ? [json.buffer] : []) as Promise<CheckedMap>;
  }

  /** @param stored the map as `check` gave it out, unless the thread may know it still @throws MapFault as above */
  find(mapId: string, places: readonly Place[], stored?: Uint8Array): Promise<Originals> {
    return this.run({ kind: 'find', mapId, places, ...(stored ? { stored } : {}) }) as Promise<Originals>;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  private run(job: Job, transfer: ArrayBuffer[] = []): Promise<CheckedMap | Originals> {
    const id = ++this.lastId;
    this.worker ??= this.start();
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS).unref();
      this.waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, ...job } satisfies Work, transfer);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./source-map-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.take(answer.id);
      if ('fault' in answer) waiting?.reject(new MapFault(answer.fault));
      else waiting?.resolve(answer.result);
    });
    worker.on('error', (fault) => this.logger.warn({ err: fault }, 'the thread of source maps failed'));
    worker.on('exit', () => {
      this.worker = undefined;
      for (const id of this.waiting.keys()) {
        this.take(id)?.reject(new MapFault('takes more time or memory to read than there is'));
      }
    });
    return worker;
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    clearTimeout(waiting?.timer);
    this.waiting.delete(id);
    return waiting;
  }
}
