/** A thread that trains baselines, one after the other. Started by baseline.thread.ts, which knows it by its name. */
import { parentPort } from 'node:worker_threads';
import type { Training, TrainingAnswer } from './baseline.thread.js';
import { fitBaseline } from './fit-baseline.js';

parentPort!.on('message', ({ series, ahead }: Training) => {
  let answer: TrainingAnswer;
  try {
    answer = { baseline: fitBaseline(series, ahead) };
  } catch (fault) {
    // What comes from WebAssembly need not be an Error.
    answer = { fault: fault instanceof Error ? fault.message : String(fault) };
  }
  parentPort!.postMessage(answer);
});
