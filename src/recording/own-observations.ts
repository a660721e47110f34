import { Injectable } from '@nestjs/common';
import { suspiciousFragments } from '@oneclass/monitoring-client';
import { Environment } from '../config/environment.js';
import { type RequestEnd, requestEnds } from '../http/request-end.js';
import { SecurityWatch } from '../security/watch/security.watch.js';

/** Callers choose how long it is. */
const MOST_TEXT = 1024;

/** Has the service's own requests looked at for attacks, once they are answered. */
@Injectable()
export class OwnObservations {
  private readonly service: string;

  constructor(
    environment: Environment,
    private readonly watch: SecurityWatch,
  ) {
    this.service = environment.get('SERVICE_NAME');
    requestEnds.subscribe((end) => this.observe(end as RequestEnd));
  }

  private observe({ method, route, status, url, ipAddress, userAgent, principal, context }: RequestEnd): void {
    const mark = url.indexOf('?');
    this.watch.observe([
      {
        kind: 'request',
        at: Date.now(),
        service: this.service,
        method,
        route,
        path: (mark < 0 ? url : url.slice(0, mark)).slice(0, MOST_TEXT),
        status,
        ipAddress,
        userId: principal?.kind === 'token' ? principal.subject : undefined,
        userAgent: userAgent?.slice(0, MOST_TEXT),
        requestId: context?.requestId,
        traceId: context?.traceId,
        fragments: suspiciousFragments(url, undefined, userAgent),
      },
    ]);
  }
}
