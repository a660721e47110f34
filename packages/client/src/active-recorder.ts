import type { Recorder } from './recorder.js';

let active: Recorder | undefined;

/**
 * The recorder of the application that was started last and has not stopped. What is hooked into once for all applications of the process
 * (packages, decorators) records with it.
 */
export function activeRecorder(): Recorder | undefined {
  return active;
}

export function setActiveRecorder(recorder: Recorder): void {
  active = recorder;
}

/** Unless another has taken its place. */
export function unsetActiveRecorder(recorder: Recorder): void {
  if (active === recorder) active = undefined;
}
