import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { addressOf } from '../../app/find-address.js';
import { ThingLink } from '../../app/thing-link.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { StateIcon } from '../../state/state-icon.js';
import { Moment } from '../../time/moment.js';
import { resolveRange, searchOf, type TimeRange } from '../../time/time-range.js';
import type { Alert } from '../alert.js';
import styles from './beside-alert.module.css';

const BEFORE_MS = 3_600_000;
const MOST = 8;

/** Where one looks next: the traces, logs and errors of the same service and time. */
export function LookNext({ alert, range }: { alert: Alert; range: TimeRange }) {
  const { service } = alert.tags;
  // Links take the time with them: a span that stays, whatever the page that they lead to shows otherwise.
  const span = useMemo(() => searchOf(resolveRange(range, Date.now())), [range]);
  const look = (to: string, words: string, search: object = { service }) => (
    <li key={to}>
      <Link to={to as never} search={{ ...search, ...span } as never}>
        {words}
      </Link>
    </li>
  );
  return (
    <Panel title={service === undefined ? 'The same time in' : `${service}, the same time, in`}>
      <ul className={styles.links}>
        {service !== undefined && look(addressOf('service', service).to, 'Service', {})}
        {look('/traces', 'Traces')}
        {look('/logs', 'Logs')}
        {look('/errors', 'Errors')}
        {alert.metric_name !== null && look('/metrics', 'Metric', { metric: alert.metric_name })}
        {look('/security', 'Security')}
      </ul>
    </Panel>
  );
}

/** What changed in the hour before the condition was first seen to hold. */
export function ChangesBefore({ alert }: { alert: Alert }) {
  const start = Date.parse(alert.started_at);
  const answer = useGet('/changes', { range: { from: start - BEFORE_MS, to: start + 1 }, topics: ['configuration'] });
  const own = (link: { kind: string; id: string }) => link.kind === 'alert' && link.id === alert.alert_id;
  const items = (answer.data?.items ?? []).filter(({ link }) => !own(link)).toReversed();
  return (
    <AnswerPanel
      title="What changed in the hour before"
      answer={answer}
      isEmpty={() => items.length === 0}
      empty={<Empty title="Nothing that the service knows of" />}
    >
      {() => (
        <ul className={styles.list}>
          {items
            .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
            .slice(0, MOST)
            .map(({ at, title, link, severity, service }) => (
              <Item key={`${at} ${link.id} ${title}`} at={at} tone={severity ?? 'info'} about={service}>
                {link.kind === 'audit_entry' ? (
                  title
                ) : (
                  <ThingLink kind={link.kind} id={link.id}>
                    {title}
                  </ThingLink>
                )}
              </Item>
            ))}
        </ul>
      )}
    </AnswerPanel>
  );
}

/** The other alerts of the same service, open ones first and then those that were resolved last; without a service those of the same rule. */
export function OtherAlerts({ alert }: { alert: Alert }) {
  const { service } = alert.tags;
  const same = service === undefined ? { rule_id: alert.rule_id ?? undefined } : { service };
  const options = { topics: ['alerts'] as const, enabled: service !== undefined || alert.rule_id !== null };
  const open = useGet('/alerts', { ...options, query: { ...same, limit: MOST } });
  const resolved = useGet('/alerts', { ...options, query: { ...same, status: ['resolved'], limit: MOST } });
  if (!options.enabled) return null;
  const others = [...(open.data?.items ?? []), ...(resolved.data?.items ?? [])]
    .filter(({ alert_id }) => alert_id !== alert.alert_id)
    .slice(0, MOST);
  return (
    <AnswerPanel
      title={service === undefined ? 'Other alerts of its rule' : `Other alerts of ${service}`}
      answer={open}
      isEmpty={() => others.length === 0}
      empty={<Empty title="None, now or lately" />}
    >
      {() => (
        <ul className={styles.list}>
          {others.map(({ alert_id, name, status, severity, started_at, fired_at }) => (
            <Item
              key={alert_id}
              at={fired_at ?? started_at}
              tone={status === 'resolved' ? 'good' : status === 'pending' ? 'pending' : severity}
              about={status === 'firing' ? severity : status}
            >
              <Link to="/alerts/$alertId" params={{ alertId: alert_id }}>
                {name}
              </Link>
            </Item>
          ))}
        </ul>
      )}
    </AnswerPanel>
  );
}

interface ItemProps {
  at: string;
  tone: React.ComponentProps<typeof StateIcon>['tone'];
  about: string | null;
  children: ReactNode;
}

function Item({ at, tone, about, children }: ItemProps) {
  return (
    <li data-tone={tone}>
      <StateIcon tone={tone} size={15} />
      <span>
        {children}
        {about !== null && <small> {about}</small>}
      </span>
      <small>
        <Moment at={at} />
      </small>
    </li>
  );
}
