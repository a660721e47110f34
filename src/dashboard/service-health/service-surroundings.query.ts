import { Injectable } from '@nestjs/common';
import { AlertQuery } from '../../alerting/alerts/alert.query.js';
import { ErrorCountQuery } from '../../errors/error-count.query.js';
import { OperationQuery } from '../../operations/operation.query.js';
import type { TimeWindow } from '../time-window.js';
import { viewTopError } from '../view-top-error.js';
import type { ServiceDetailView } from './service-health.dto.js';

const OPERATIONS = 100;
const ALERTS = 50;
const TOP_ERRORS = 10;

/** Reads what is around a service from those who tell it elsewhere, too. */
@Injectable()
export class ServiceSurroundings {
  constructor(
    private readonly operations: OperationQuery,
    private readonly alerts: AlertQuery,
    private readonly errors: ErrorCountQuery,
  ) {}

  async of(
    service: string,
    { startAt, endAt }: TimeWindow,
  ): Promise<Pick<ServiceDetailView, 'operations' | 'called_by' | 'calls' | 'alerts' | 'top_errors'>> {
    const range = { start_time: startAt, end_time: endAt };
    const [operations, calledBy, calls, alerts, errors] = await Promise.all([
      this.operations.operations({ ...range, service }),
      this.operations.calls(range, { server: service }),
      this.operations.calls(range, { client: service }),
      this.alerts.list({ service, limit: ALERTS }),
      this.errors.frequent(startAt, endAt, TOP_ERRORS, service),
    ]);
    return {
      operations: operations.items.slice(0, OPERATIONS),
      called_by: calledBy.items,
      calls: calls.items,
      alerts: alerts.items,
      top_errors: errors.map(viewTopError),
    };
  }
}
