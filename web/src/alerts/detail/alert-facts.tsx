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
  const value = isMeasured(alert.value) ? spell(format(alert.value)) : undefined;
  return (
    <Panel title="What and why">
      <Facts
        items={[
          [
            alert.resolved_at === null ? 'Value now' : 'Last value',
            value === undefined ? undefined : <b key="v">{value}</b>,
          ],
          ['Fires', limit],
          ['Condition since', <Moment key="s" at={alert.started_at} />],
          ['Fired', alert.fired_at && <Moment key="f" at={alert.fired_at} />],
          ['Resolved', alert.resolved_at && <Resolved key="o" alert={alert} />],
          ['Took', <Took key="t" alert={alert} />],
          ['Rule', <RuleLink key="r" alert={alert} rule={rule} />],
          ['Runbook', alert.runbook_url && <Runbook key="b" address={alert.runbook_url} />],
          ['Tags', hasAny(alert.tags) ? <TagList key="g" tags={alert.tags} label="Tags" /> : undefined],
          ['Labels', hasAny(alert.labels) ? <TagList key="l" tags={alert.labels} label="Labels" /> : undefined],
          ...Object.entries(alert.annotations),
          ['Channels', alert.notification_channels.join(', ')],
          [
            'Escalation',
            alert.escalation ? <Escalation key="e" escalation={alert.escalation} /> : alert.escalation_policy,
          ],
        ]}
      />
    </Panel>
  );
}

function hasAny(tags: Readonly<Record<string, string>>): boolean {
  return Object.keys(tags).length > 0;
}

function Took({ alert: { started_at, resolved_at, fired_at } }: { alert: AlertDetail }) {
  const now = useNow(1000);
  const end = resolved_at === null ? now : Date.parse(resolved_at);
  return (
    <>
      {formatSpan(end - Date.parse(fired_at ?? started_at))}
      {resolved_at === null && ' so far'}
    </>
  );
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

function Escalation({
  escalation: { policy, next_step, due_at, round },
}: {
  escalation: NonNullable<AlertDetail['escalation']>;
}) {
  return (
    <>
      <Link to="/alerts/on-call">{policy}</Link>
      {next_step === null
        ? ': all steps are done'
        : `: step ${next_step}${round > 1 ? ` of round ${round}` : ''} comes next`}
      {due_at !== null && (
        <>
          , <Moment at={due_at} />
        </>
      )}
    </>
  );
}
