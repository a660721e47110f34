import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { activeRecorder } from '../active-recorder.js';
import { runOperation } from '../operations/run-operation.js';
import { activeSpan } from '../tracing/active-context.js';
import { CLIENT } from '../version.js';
import { loadPackage } from './load-package.js';
import { wrap } from './wrap.js';

interface JobOptions {
  readonly attempts?: number;
  /** Where BullMQ's own telemetry keeps the trace of who added the job, as JSON. */
  readonly telemetry?: { readonly metadata?: string; readonly omitContext?: boolean };
}
interface Job {
  readonly id?: string;
  readonly name: string;
  readonly timestamp: number;
  readonly delay?: number;
  readonly processedOn?: number;
  readonly attemptsMade: number;
  readonly opts?: JobOptions;
}
interface Worker {
  readonly name: string;
  callProcessJob(job: Job, ...rest: unknown[]): Promise<unknown>;
}
type Added = { readonly name: string; readonly data: unknown; readonly opts?: JobOptions };
interface Jobs {
  create(queue: { name: string }, name: string, data: unknown, opts?: JobOptions): Promise<Job>;
  createBulk(queue: { name: string }, jobs: Added[]): Promise<Job[]>;
}

/** Jobs are operations: how long each waited, what came of each attempt, in the trace that added it. */
export async function observeBullmq(): Promise<void> {
  const bullmq = await loadPackage<{ Worker: { prototype: Worker }; Job: Jobs }>('bullmq');
  if (!bullmq) return;
  wrap(bullmq.Worker.prototype, 'callProcessJob', (process) => {
    return function (this: Worker, job, ...rest) {
      return processed(this.name, job, () => process.call(this, job, ...rest));
    };
  });
  wrap(bullmq.Job, 'create', (create) => {
    return function (this: Jobs, queue, name, data, opts) {
      return adding(queue.name, () => create.call(this, queue, name, data, withTrace(opts)));
    };
  });
  wrap(bullmq.Job, 'createBulk', (createBulk) => {
    return function (this: Jobs, queue, jobs) {
      return adding(queue.name, () =>
        createBulk.call(
          this,
          queue,
          jobs.map((job) => ({ ...job, opts: withTrace(job.opts) })),
        ),
      );
    };
  });
}

async function processed(queue: string, job: Job, process: () => Promise<unknown>): Promise<unknown> {
  const recorder = activeRecorder();
  if (!recorder?.isOn) return process();
  const tags = { queue, job: job.name };
  const waited = (job.processedOn ?? Date.now()) - job.timestamp - (job.delay ?? 0);
  // A later attempt has waited for its back-off besides.
  if (job.attemptsMade === 0) recorder.observe('job_wait_ms', Math.max(0, waited), tags, 'ms');
  const attempt = job.attemptsMade + 1;
  const count = (outcome: string) => recorder.increment('job_attempts_total', 1, { ...tags, outcome });
  try {
    const result = await runOperation(
      {
        kind: 'job',
        name: `${queue}.${job.name}`,
        within: adderOf(job.opts),
        attributes: {
          'messaging.system': 'bullmq',
          'messaging.destination.name': queue,
          'messaging.message.id': job.id ?? '',
          'job.attempt': attempt,
        },
      },
      process,
    );
    count('completed');
    return result;
  } catch (fault) {
    const isLast = attempt >= (job.opts?.attempts ?? 1) || (fault as Error)?.name === 'UnrecoverableError';
    count(isLast ? 'failed' : 'retried');
    throw fault;
  }
}

/** Adding jobs while something is worked on is a span; BullMQ's own telemetry, if there is any, keeps its trace. */
function adding<Result>(queue: string, add: () => Promise<Result>): Promise<Result> {
  if (!activeSpan()) return add();
  const options = {
    kind: SpanKind.PRODUCER,
    attributes: { 'messaging.system': 'bullmq', 'messaging.destination.name': queue },
  };
  return trace
    .getTracer(CLIENT.name)
    .startActiveSpan(`add ${queue}`, options, (span) => add().finally(() => span.end()));
}

function withTrace(opts: JobOptions = {}): JobOptions {
  const { telemetry } = opts;
  if (telemetry?.metadata !== undefined || telemetry?.omitContext || !activeSpan()) return opts;
  const carrier = {};
  propagation.inject(context.active(), carrier);
  return { ...opts, telemetry: { ...telemetry, metadata: JSON.stringify(carrier) } };
}

function adderOf(opts: JobOptions | undefined) {
  try {
    return propagation.extract(ROOT_CONTEXT, JSON.parse(opts?.telemetry?.metadata ?? '{}') as object);
  } catch {
    return ROOT_CONTEXT;
  }
}
