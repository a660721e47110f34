import type { SecurityEventView } from '../security-event.dto.js';
import type { Severity } from '../severity.js';

/** OCSF's names of severities: Informational, Medium, High, Critical. */
const SEVERITY_IDS: Record<Severity, number> = { info: 1, warning: 3, error: 4, critical: 5 };
/** The version that has `is_alert` and `evidences.http_request`; what is used of it later versions still have. */
const OCSF_VERSION = '1.4.0';
const PRODUCT = { name: 'OneClass Monitoring', vendor_name: 'OneClass' };

const FINDINGS = 2;
const DETECTION_FINDING = 2004;
const CREATE = 1;
const FINDING_STATUS = { new: 1, suppressed: 3 };

const IDENTITY_AND_ACCESS = 3;
const AUTHENTICATION = 3002;
const LOGON = 1;
const LOGON_STATUS = { success: 1, failure: 2, unknown: 0 };

/** Types of observables. */
const IP_ADDRESS = 2;
const USER_AGENT = 16;
const USER_UID = 31;

/**
 * A security event in the Open Cybersecurity Schema Framework (https://schema.ocsf.io/1.4.0): a login as Authentication (3002), all else as
 * Detection Finding (2004). That class has the source and the user in `evidences`, and a false positive is a suppressed finding.
 * @param version of this service
 */
export function ocsfEvent(event: SecurityEventView, version: string): Record<string, unknown> {
  const made = event.event_type.startsWith('authentication_') ? authentication(event) : detectionFinding(event);
  return { ...made, metadata: metadataOf(event, version) };
}

function detectionFinding(event: SecurityEventView): Record<string, unknown> {
  const status = event.false_positive_at === null ? 'new' : 'suppressed';
  const evidence = parties(event);
  // One that names neither source nor user is none by OCSF's rules.
  const isEvidence = evidence.src_endpoint !== undefined || evidence.user !== undefined;
  return {
    ...classification(FINDINGS, DETECTION_FINDING, CREATE),
    ...base(event, isEvidence ? 'evidences[0].' : undefined),
    status_id: FINDING_STATUS[status],
    is_alert: status === 'new',
    finding_info: {
      uid: event.event_id,
      title: event.event_type,
      types: [event.event_type],
      desc: event.description ?? undefined,
      created_time: Date.parse(event.timestamp),
    },
    evidences: isEvidence ? [evidence] : undefined,
    resources: [{ name: event.service, type: 'service' }],
  };
}

function authentication(event: SecurityEventView): Record<string, unknown> {
  const { account } = event.additional_data ?? {};
  const name = typeof account === 'string' && account !== '' ? account : undefined;
  const outcome = /_(success|failure)$/.exec(event.event_type)?.[1] as 'success' | 'failure' | undefined;
  return {
    ...classification(IDENTITY_AND_ACCESS, AUTHENTICATION, LOGON),
    ...base(event, ''),
    status_id: LOGON_STATUS[outcome ?? 'unknown'],
    ...parties(event),
    user: userOf(event.user_id, name),
    service: { name: event.service },
  };
}

/** The class asks for a user; one who is not known has a name all the same. */
function userOf(uid: string | null, name: string | undefined): object {
  if (uid === null) return { name: name ?? 'unknown' };
  return { uid, name };
}

function classification(category_uid: number, class_uid: number, activity_id: number) {
  return { category_uid, class_uid, activity_id, type_uid: class_uid * 100 + activity_id };
}

function metadataOf(event: SecurityEventView, version: string) {
  return {
    version: OCSF_VERSION,
    product: { ...PRODUCT, version },
    uid: event.event_id,
    event_code: event.event_type,
    correlation_uid: event.trace_id ?? undefined,
  };
}

/** What every class has. @param prefix where the parties stand; undefined when they stand nowhere */
function base(event: SecurityEventView, prefix: string | undefined): Record<string, unknown> {
  const { additional_data, endpoint, user_agent } = event;
  return {
    severity_id: SEVERITY_IDS[event.severity],
    time: Date.parse(event.timestamp),
    message: event.description ?? event.event_type,
    observables: prefix === undefined ? undefined : observables(event, prefix),
    unmapped: {
      event_type: event.event_type,
      service: event.service,
      request_id: event.request_id ?? undefined,
      trace_id: event.trace_id ?? undefined,
      endpoint: endpoint ?? undefined,
      user_agent: user_agent ?? undefined,
      additional_data: additional_data ?? undefined,
      false_positive_at: event.false_positive_at ?? undefined,
      false_positive_by: event.false_positive_by ?? undefined,
    },
  };
}

/** From where, by whom and with what. */
function parties({ ip_address, user_id, endpoint, user_agent, request_id }: SecurityEventView) {
  const hasRequest = endpoint !== null || user_agent !== null || request_id !== null;
  return {
    src_endpoint: ip_address === null ? undefined : { ip: ip_address },
    user: user_id === null ? undefined : { uid: user_id },
    http_request: hasRequest
      ? {
          uid: request_id ?? undefined,
          url: endpoint === null ? undefined : { path: endpoint },
          user_agent: user_agent ?? undefined,
        }
      : undefined,
  };
}

function observables({ ip_address, user_id, user_agent }: SecurityEventView, prefix: string): object[] | undefined {
  const all = [
    { name: 'src_endpoint.ip', type_id: IP_ADDRESS, value: ip_address },
    { name: 'user.uid', type_id: USER_UID, value: user_id },
    { name: 'http_request.user_agent', type_id: USER_AGENT, value: user_agent },
  ].filter(({ value }) => value !== null);
  return all.length === 0 ? undefined : all.map((one) => ({ ...one, name: prefix + one.name }));
}
