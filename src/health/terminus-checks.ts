import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';

/** Runs named checks through terminus: each is up when it resolves in time, down with the message when it does not. */
@Injectable()
export class TerminusChecks {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** Never rejects for a check that is down. */
  async run(timeoutMs: number, checks: Record<string, () => Promise<void> | void>): Promise<HealthCheckResult> {
    const attempts = Object.entries(checks).map(([name, check]) =>
      this.indicators.check(name).attempt(check).withTimeout(timeoutMs),
    );
    try {
      return await this.health.check(attempts);
    } catch (fault) {
      // Terminus tells a failed check, and that the service is shutting down, as an exception with the result in it.
      if (fault instanceof ServiceUnavailableException) return fault.getResponse() as HealthCheckResult;
      throw fault;
    }
  }
}
