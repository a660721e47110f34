import { setTimeout as sleep } from 'node:timers/promises';
import { type CanActivate, Inject, Injectable } from '@nestjs/common';
import { Monitoring } from '@oneclass/monitoring-client';

/** What is asked for through every door: work that ends well, and work that fails. */
@Injectable()
export class Work {
  constructor(@Inject(Monitoring) private readonly monitoring: Monitoring) {}

  succeed(): Promise<string> {
    return this.monitoring.withSpan('work', async () => {
      await sleep(5);
      return 'done';
    });
  }

  async fail(): Promise<never> {
    await sleep(5);
    throw new RangeError('the list of pupils is too long');
  }
}

/** Lets nobody in. */
@Injectable()
export class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}
