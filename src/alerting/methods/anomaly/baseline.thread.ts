import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Baseline } from './baseline.js';
import type { TrainingSeries } from './training-series.js';

/** What takes longer is stuck. */
const TIMEOUT_MS = 60_000;
const MEMORY_MB = 256;

/** What the thread is asked to do. */
export interface Training {
  series: TrainingSeries;
  ahead: number;
}

/** What the thread says of it. */
export type TrainingAnswer = { baseline: Baseline } | { fault: string };

/** The service's side of baseline-worker.ts. The thread is started when it is first needed; one that ends is started again. */
@Injectable()
export class BaselineThread implements OnApplicationShutdown {
  private worker: Worker | undefined;

  /** One at a time: the next is to be asked for when the last is answered. @returns undefined when the series cannot be modelled */
  async train(training: Training): Promise<Baseline | undefined> {
    this.worker ??= this.start();
    const { worker } = this;
    const answer = await new Promise<TrainingAnswer>((resolve) => {
      const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS).unref();
      const settle = (result: TrainingAnswer) => {
        clearTimeout(timer);
        worker.off('message', settle).off('exit', ended);
        resolve(result);
      };
      const ended = () => settle({ fault: 'the thread ended' });
      worker.on('message', settle).on('exit', ended);
      worker.postMessage(training);
    });
    return 'baseline' in answer ? answer.baseline : undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./baseline-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.unref();
    // Its end follows, and tells whoever waits.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined;
    });
    return worker;
  }
}
