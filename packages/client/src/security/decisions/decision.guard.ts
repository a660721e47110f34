import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { DeliveryLog } from '../../delivery/trouble-log.js';
import type { RoutedRequest } from '../../http/routed-request.js';
import { userIdOf } from '../../http/user-id-of.js';
import type { Recorder } from '../../recorder.js';
import { runWithin } from '../../tracing/active-context.js';
import { DecisionFeed } from './decision-feed.js';

/**
 * Refuses requests from whom the monitoring service has decided to block, by 403, and counts those that it only wants logged
 * (`security_decisions_total`). Put it behind the guard that finds out who calls: `{ provide: APP_GUARD, useExisting: DecisionGuard }`.
 */
@Injectable()
export class DecisionGuard implements CanActivate, OnApplicationShutdown {
  private feed: DecisionFeed | undefined;

  constructor(
    private readonly recorder: Recorder,
    private readonly log: DeliveryLog,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { target } = this.recorder.settings;
    if (context.getType() !== 'http' || target === undefined) return true;
    // Its calls belong to no request, also not to the first.
    this.feed ??= runWithin(ROOT_CONTEXT, () => new DecisionFeed(target, this.log));
    const { ip, user } = context.switchToHttp().getRequest<RoutedRequest>();
    const decision = this.feed.find({ ipAddress: ip, userId: userIdOf(user) });
    if (decision === undefined) return true;
    const { action, scope } = decision;
    this.recorder.increment('security_decisions_total', 1, { action, scope });
    if (action === 'block') throw new ForbiddenException('Requests from here are not taken now.');
    return true;
  }

  onApplicationShutdown(): void {
    this.feed?.stop();
  }
}
