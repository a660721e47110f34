import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { AlertEvaluator } from './alert.evaluator.js';
import { EvaluationTurns } from './evaluation.turns.js';

/** Evaluates the rules every `ALERT_EVALUATION_SECONDS`, on one replica at a time. */
@Injectable()
export class EvaluationSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly environment: Environment,
    private readonly jobs: ExclusiveJobs,
    private readonly evaluator: AlertEvaluator,
    private readonly turns: EvaluationTurns,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = this.environment.get('ALERT_EVALUATION_SECONDS');
    // A turn that was late or skipped still counts in full; a longer gap is time in which nobody looked.
    this.jobs.every('alert-evaluation', seconds, () =>
      this.turns.take(() => this.evaluator.evaluateAll(2 * seconds * 1000)),
    );
  }
}
