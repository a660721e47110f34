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

  /** Puts on record that a pupil was moved to another form. */
  move(pupil: string): void {
    const act = { actor: 'teacher-17', action: 'pupil.moved', targetType: 'pupil', targetId: pupil };
    this.monitoring.audit({ ...act, before: { form: '3B' }, after: { form: '3A' }, ipAddress: '192.0.2.1' });
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
