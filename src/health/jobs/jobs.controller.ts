import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { JobRunner, type JobState } from '../../jobs/job-runner.js';
import { JobList, type JobView } from './job.dto.js';

@ApiTags('Health')
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobRunner) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List the jobs that repeat',
    description:
      'How each fared last, and when it runs next, in the replica that answers and since it started. Why a run failed is told to administrators.',
  })
  @ApiOkResponse({ type: JobList })
  list(@CurrentPrincipal() { role }: Principal): JobList {
    const items = this.jobs.states.map((state) => viewOf(state, role === 'admin'));
    return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)), next_cursor: null };
  }
}

function viewOf(state: JobState, mayKnowFaults: boolean): JobView {
  return {
    name: state.name,
    interval_seconds: state.intervalSeconds ?? null,
    runs: state.runs,
    failures: state.failures,
    is_running: state.startedAt !== undefined,
    last_run_at: isoOf(state.lastFinishedAt),
    last_duration_ms: state.lastDurationMs ?? null,
    last_outcome: state.lastOutcome ?? null,
    last_fault: mayKnowFaults ? (state.lastFault ?? null) : null,
    next_run_at: isoOf(state.nextAt),
  };
}

function isoOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
