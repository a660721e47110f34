import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { OutgoingCalls } from '../../recording/outgoing-calls.js';
import { GuardedNetwork } from '../senders/guarded-network.js';
import { EvaluationTurns } from './evaluation.turns.js';

const TIMEOUT_MS = 10_000;

/**
 * A dead man's switch: asks a URL every `ALERT_HEARTBEAT_SECONDS` while the rules are evaluated, so that whoever is behind it can tell when
 * that stops.
 */
@Injectable()
export class AlertHeartbeat implements OnApplicationBootstrap {
  private readonly logger = new Logger('alerting');
  private isFailing = false;

  constructor(
    private readonly environment: Environment,
    private readonly jobs: ExclusiveJobs,
    private readonly turns: EvaluationTurns,
    private readonly calls: OutgoingCalls,
    private readonly network: GuardedNetwork,
  ) {}

  onApplicationBootstrap(): void {
    const url = this.environment.get('ALERT_HEARTBEAT_URL');
    if (url === undefined) return;
    this.jobs.every('alert-heartbeat', this.environment.get('ALERT_HEARTBEAT_SECONDS'), () => this.beat(url));
  }

  private async beat(url: string): Promise<void> {
    if (!(await this.turns.areTaken())) return;
    const fault = await this.ask(url);
    // Once, not every minute for as long as it lasts. The URL is a secret.
    if (fault && !this.isFailing) this.logger.warn({ reason: fault }, 'the heartbeat could not be sent');
    if (!fault && this.isFailing) this.logger.log('the heartbeat is sent again');
    this.isFailing = fault !== undefined;
  }

  /** @returns why it failed, if so */
  private async ask(url: string): Promise<string | undefined> {
    try {
      const init = { method: 'GET', signal: AbortSignal.timeout(TIMEOUT_MS) };
      const answer = await this.calls.fetch('alert heartbeat', url, init, this.network.fetch);
      await answer.text();
      return answer.ok ? undefined : `it was answered with ${answer.status}`;
    } catch (fault) {
      return (fault instanceof Error ? fault.message : String(fault)).replaceAll(url, '(the URL)');
    }
  }
}
