import { activeRecorder } from '../active-recorder.js';
import { NO_CALLER, runOperation } from '../operations/run-operation.js';
import { loadPart } from './load-package.js';
import { countMissed } from './missed-runs.js';
import { wrap } from './wrap.js';

type Method = (...args: unknown[]) => unknown;
type Run = (...args: unknown[]) => Promise<void>;
interface Explorer {
  wrapFunctionInTryCatchBlocks(method: Method, instance: object): Run;
}
interface CronJob {
  readonly cronTime: { getNextDateFrom(start: Date): { toMillis(): number } };
}
interface Orchestrator {
  readonly cronJobs: Record<string, { ref?: CronJob }>;
  addCron(run: Run, options: { readonly name?: string }): void;
  addInterval(run: Run, ...rest: unknown[]): void;
  addTimeout(run: Run, ...rest: unknown[]): void;
}
type Kind = 'cron' | 'interval' | 'timeout';
interface Scheduled {
  readonly name: string;
  kind: Kind;
}

/** The explorer wraps a method and hands it to the orchestrator, which alone knows how it is scheduled. */
const scheduled = new WeakMap<Run, Scheduled>();

/** Runs of scheduled methods are operations; runs of a cron job that its schedule asked for and that did not happen are counted. */
export async function observeSchedule(): Promise<void> {
  const explorer = await loadPart<{ ScheduleExplorer: { prototype: Explorer } }>(
    '@nestjs/schedule',
    './dist/schedule.explorer.js',
  );
  const orchestrator = await loadPart<{ SchedulerOrchestrator: { prototype: Orchestrator } }>(
    '@nestjs/schedule',
    './dist/scheduler.orchestrator.js',
  );
  if (!explorer || !orchestrator) return;
  wrap(explorer.ScheduleExplorer.prototype, 'wrapFunctionInTryCatchBlocks', (around) => {
    return function (this: Explorer, method, instance) {
      const job: Scheduled = { name: `${instance.constructor.name}.${method.name}`, kind: 'cron' };
      const observed: Method = (...args) =>
        runOperation({ ...job, within: NO_CALLER }, async () => {
          const result = await Reflect.apply(method, instance, args);
          markSuccess(job.name);
          return result;
        });
      const run = around.call(this, observed, instance);
      scheduled.set(run, job);
      return run;
    };
  });
  const { prototype } = orchestrator.SchedulerOrchestrator;
  wrap(prototype, 'addCron', (add) => {
    return function (this: Orchestrator, run, options) {
      const job = scheduled.get(run);
      let name: string | undefined;
      const watched = countMissed(
        () => (name === undefined ? undefined : this.cronJobs[name]?.ref?.cronTime),
        (missed) => activeRecorder()?.increment('scheduled_runs_missed_total', missed, { operation: job?.name ?? '' }),
      );
      add.call(
        this,
        (...args) => {
          watched(Date.now());
          return run(...args);
        },
        options,
      );
      // A job without a name has been given one.
      name = options.name ?? Object.keys(this.cronJobs).at(-1);
    };
  });
  for (const kind of ['interval', 'timeout'] as const) {
    wrap(prototype, kind === 'interval' ? 'addInterval' : 'addTimeout', (add) => {
      return function (this: Orchestrator, run, ...rest) {
        const job = scheduled.get(run);
        if (job) job.kind = kind;
        add.call(this, run, ...rest);
      };
    });
  }
}

/** For rules such as "no run has succeeded for a day". */
function markSuccess(operation: string): void {
  activeRecorder()?.gauge('scheduled_last_success_timestamp_seconds', Date.now() / 1000, { operation }, 's');
}
