import type { FactoryProvider, Type } from '@nestjs/common';
import type { SignalRetention } from '../database/signal-retention.js';

/** Every signal's retention, for those who inject it: `@Inject(SIGNAL_RETENTIONS) retentions: SignalRetention[]`. */
export const SIGNAL_RETENTIONS = Symbol('signal retentions');

/** Gathers retentions that other modules own under one token. */
export function gatherRetentions(...retentions: Type<SignalRetention>[]): FactoryProvider<SignalRetention[]> {
  return { provide: SIGNAL_RETENTIONS, inject: retentions, useFactory: (...all: SignalRetention[]) => all };
}
