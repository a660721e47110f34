import { setActiveRecorder, unsetActiveRecorder } from './active-recorder.js';
import { Monitoring } from './monitoring.js';
import { followFetch } from './outgoing/outgoing-fetch.js';
import { followHttp } from './outgoing/outgoing-http.js';
import { followFatalErrors } from './process/fatal-errors.js';
import type { Recorder } from './recorder.js';
import { followEverything } from './tracing/active-context.js';
import { registerTracing, unregisterTracing } from './tracing/register-tracing.js';

/** The client at work in this process: what it has hooked into, from the start to the stop. */
export class Session {
  /** False where the application runs an OpenTelemetry SDK of its own, which then makes the spans. */
  readonly makesSpans: boolean;
  readonly monitoring: Monitoring;
  private readonly undo: (() => void)[] = [];
  private hasStopped = false;

  constructor(readonly recorder: Recorder) {
    this.monitoring = new Monitoring(recorder, () => this.stop());
    if (recorder.settings.context === 'callbacks') followEverything();
    this.makesSpans = recorder.isOn && registerTracing(recorder);
    if (this.makesSpans) this.undo.push(unregisterTracing);
  }

  /** Starts sending, and following calls to other services. */
  start(): void {
    setActiveRecorder(this.recorder);
    if (this.makesSpans) this.undo.push(followFetch(), followHttp());
    if (this.recorder.isOn) this.undo.push(followFatalErrors(this.recorder));
    this.recorder.start();
  }

  /** Lets go of all hooks and sends what is left, for as long as the settings allow. */
  async stop(): Promise<void> {
    if (this.hasStopped) return;
    this.hasStopped = true;
    unsetActiveRecorder(this.recorder);
    for (const undo of this.undo) undo();
    await this.recorder.stop();
  }
}
