import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/use-now.js';
import { formatSpan } from '../../format/duration.js';
import { isMeasured, type Measured, type Quantity, spell } from '../../format/quantity.js';
import { Facts } from '../../panel/facts.js';
import { Panel } from '../../panel/panel.js';
import { Moment } from '../../time/moment.js';
import type { AlertDetail, AlertRule } from '../alert.js';
import { TagList } from '../matchers/matcher-list.js';
import { limitInWords } from '../measuring/judged-format.js';
import { safeAddress } from './safe-address.js';

interface AlertFactsProps {
  alert: AlertDetail;
  rule: AlertRule | undefined;
  format: (value: Measured) => Quantity;
}

/** What is known of an alert. */
export function AlertFacts({ alert, rule, format }: AlertFactsProps) {
  const limit = limitInWords(alert, format);
  return (
    <Panel title="What and why">
      <Facts
        items={[
          [alert.resolved_at === null ? 'Value now' : 'Last value', isMeasured(alert.value) && <b>{spell(format(alert.value))}</b>],
          ['Fires', limit],
          ['Condition since', <Moment key="s" at={alert.started_at} />],
          ['Fired', alert.fired_at && <Moment at={alert.fired_at} />],
          ['Resolved', alert.resolved_at && <Resolved alert={alert} />],
          ['Took', <Took key="t" alert={alert} />],
          ['Rule', <RuleLink key="r" alert={alert} rule={rule} />],
          ['Runbook', alert.runbook_url && <Runbook address={alert.runbook_url} />],
          ['Tags', Object.keys(alert.tags).length > 0 && <TagList tags={alert.tags} label="Tags" />],
          ['Labels', Object.keys(alert.labels).length > 0 && <TagList tags={alert.labels} label="Labels" />],
          ...Object.entries(alert.annotations).map(([name, text]) => [name, text] as const),
          ['Channels', alert.notification_channels.join(', ')],
          ['Escalation', alert.escalation ? <Escalation escalation={alert.escalation} /> : alert.escalation_policy],
        ].map(([name, value]) => [name, value === false ? undefined : value] as [string, React.ReactNode])}
      />
    </Panel>
  );
}

function Took({ alert: { started_at, resolved_at, fired_at } }: { alert: AlertDetail }) {
  const now = useNow(1000);
  const end = resolved_at === null ? now : Date.parse(resolved_at);
  return <>{formatSpan(end - Date.parse(fired_at ?? started_at))}{resolved_at === null && ' so far'}</>;
}

const REASONS = {
  recovered: 'the condition no longer holds',
  no_data: 'there is no data',
  manual: 'by hand',
  rule_changed: 'its rule was changed',
  rule_disabled: 'its rule was disabled',
  rule_deleted: 'its rule was deleted',
} as const;

function Resolved({ alert: { resolved_at, resolved_by, resolution_reason, comment } }: { alert: AlertDetail }) {
  return (
    <>
      <Moment at={resolved_at!} />
      {resolution_reason !== null && `, ${REASONS[resolution_reason] ?? resolution_reason}`}
      {resolved_by !== null && ` (${resolved_by})`}
      {comment !== null && comment !== '' && `: ${comment}`}
    </>
  );
}

function RuleLink({ alert: { rule_id, source }, rule }: { alert: AlertDetail; rule: AlertRule | undefined }) {
  if (rule_id === null) return `None: raised by ${source}`;
  return (
    <Link to={'/alerts/rules/$ruleId' as never} params={{ ruleId: rule_id } as never}>
      {rule?.name ?? 'Its rule'}
    </Link>
  );
}

function Runbook({ address }: { address: string }) {
  const safe = safeAddress(address);
  if (safe === undefined) return address;
  return (
    <a href={safe} target="_blank" rel="noreferrer">
      {safe}
    </a>
  );
}

function Escalation({ escalation: { policy, next_step, due_at, round } }: { escalation: NonNullable<AlertDetail['escalation']> }) {
  return (
    <>
      <Link to="/alerts/on-call">{policy}</Link>
      {next_step === null ? ': all steps are done' : `: step ${next_step}${round > 1 ? ` of round ${round}` : ''} comes next`}
      {due_at !== null && (
        <>
          , <Moment at={due_at} />
        </>
      )}
    </>
  );
}
