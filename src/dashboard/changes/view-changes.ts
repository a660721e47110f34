import type { AlertChange } from '../../alerting/alerts/alert-changes.query.js';
import type { OwnAct } from '../../audit/audit.query.js';
import type { ErrorGroupChange } from '../../errors/groups/error-group-changes.query.js';
import type { NewVersion } from '../../resources/service.query.js';
import type { ChangeView } from './change.dto.js';

/** A mark on a chart has room for so many characters. */
const MAX_TITLE = 300;

/** A version, or a service, that was seen for the first time. */
export function viewVersion({ service, version, at, is_new_service }: NewVersion): ChangeView {
  return {
    at: at.toISOString(),
    kind: is_new_service ? 'service_started' : 'deployment',
    title: cut(`${service} ${version}`.trim()),
    service,
    severity: null,
    link: { kind: 'service', id: service },
    until: null,
  };
}

/** An alert that fired or was resolved. */
export function viewAlert({ at, kind, alert_id, name, service, severity, until }: AlertChange): ChangeView {
  return {
    at: at.toISOString(),
    kind,
    title: cut(name),
    service,
    severity,
    link: { kind: 'alert', id: alert_id },
    until: until?.toISOString() ?? null,
  };
}

/** A group of errors that is new, or came back. */
export function viewErrorGroup({ at, error_type, error_message, ...group }: ErrorGroupChange): ChangeView {
  return {
    at: at.toISOString(),
    kind: group.kind,
    title: cut(`${error_type}: ${error_message.split('\n', 1)[0]}`),
    service: group.service,
    severity: group.severity,
    link: { kind: 'error_group', id: group.group_id },
    until: null,
  };
}

/** What somebody changed here: `alert_rule.changed High Error Rate by jane`. */
export function viewAct({ at, sequence, action, actor, subject }: OwnAct): ChangeView {
  return {
    at: at.toISOString(),
    kind: 'configuration',
    title: cut([action.replace(/[._]/g, ' '), subject, 'by', actor].filter(Boolean).join(' ')),
    service: null,
    severity: null,
    link: { kind: 'audit_entry', id: String(sequence) },
    until: null,
  };
}

function cut(title: string): string {
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1)}…`;
}
