import { Injectable } from '@nestjs/common';
import { AlertChangesQuery } from '../../alerting/alerts/alert-changes.query.js';
import { AuditQuery } from '../../audit/audit.query.js';
import { ErrorGroupChangesQuery } from '../../errors/groups/error-group-changes.query.js';
import { ServiceQuery } from '../../resources/service.query.js';
import type { ChangeView } from './change.dto.js';
import { viewAct, viewAlert, viewErrorGroup, viewVersion } from './view-changes.js';

/** What is set up here: changes of anything else, such as alerts, are no changes of the configuration. */
const CONFIGURED = [
  'configuration',
  'alert_rule',
  'channel',
  'escalation_policy',
  'on_call_schedule',
  'silence',
  'maintenance_window',
  'inhibition_rule',
  'fingerprint_rule',
  'ingest_key',
  'security_allowed',
  'security_decision',
  'security_exception',
];

/** Gathers what changed from those who know it. */
@Injectable()
export class ChangeQuery {
  constructor(
    private readonly services: ServiceQuery,
    private readonly alerts: AlertChangesQuery,
    private readonly groups: ErrorGroupChangesQuery,
    private readonly audit: AuditQuery,
  ) {}

  /** The newest `limit` from one time to another, epoch ms, the newest first. @param service of this one alone */
  async list(startAt: number, endAt: number, service: string | undefined, limit: number): Promise<ChangeView[]> {
    const [versions, alerts, groups, acts] = await Promise.all([
      this.services.newBetween(startAt, endAt, service, limit),
      this.alerts.list(startAt, endAt, service, limit),
      this.groups.list(startAt, endAt, service, limit),
      service === undefined ? this.audit.ownActs(startAt, endAt, CONFIGURED, limit) : [],
    ]);
    return [...versions.map(viewVersion), ...alerts.map(viewAlert), ...groups.map(viewErrorGroup), ...acts.map(viewAct)]
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
      .slice(0, limit);
  }
}
