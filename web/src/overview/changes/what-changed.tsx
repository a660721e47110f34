import { useGet } from '../../api/use-get.js';
import { ThingLink } from '../../app/thing-link.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Icon, type IconName } from '../../state/icon.js';
import { StateIcon } from '../../state/state-icon.js';
import { Ago } from '../../time/moment.js';
import { type Change, type GatheredChange, gatherChanges } from './gather-changes.js';
import styles from './what-changed.module.css';

const MOST = 12;
const LISTED = 200;
const WORDS: Record<Change['kind'], string> = {
  deployment: 'Deployed',
  service_started: 'New service',
  alert_fired: 'Alert fired',
  alert_resolved: 'Alert resolved',
  error_group_new: 'New error',
  error_group_regressed: 'Error came back',
  configuration: 'Changed',
};
const ICONS: Partial<Record<Change['kind'], IconName>> = {
  deployment: 'deploy',
  service_started: 'plus',
  configuration: 'pencil',
};

/** What happened lately: the first question about anything that went wrong. */
export function WhatChanged() {
  const answer = useGet('/changes', {
    query: { limit: LISTED },
    range: true,
    topics: ['alerts', 'errors', 'configuration'],
  });
  return (
    <AnswerPanel
      title="What changed"
      answer={answer}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <Empty title="Nothing changed in this time">
          No deployment, no alert, no new error, no change of settings.
        </Empty>
      }
    >
      {({ items }) => (
        <ol className={styles.list}>
          {gatherChanges(items, items.length === LISTED)
            .slice(0, MOST)
            .map(({ change, others }) => (
              <ChangeItem key={`${change.kind} ${change.at} ${change.link.id}`} change={change} others={others} />
            ))}
        </ol>
      )}
    </AnswerPanel>
  );
}

function ChangeItem({ change: { at, kind, title, severity, link, service }, others }: GatheredChange) {
  const icon = ICONS[kind];
  const tone = kind === 'alert_resolved' ? 'good' : (severity ?? 'info');
  return (
    <li className={styles.item} data-tone={tone}>
      {icon === undefined ? <StateIcon tone={tone} size={15} /> : <Icon name={icon} size={15} />}
      <span className={styles.what}>
        <span className={styles.kind}>{WORDS[kind]}</span>{' '}
        {link.kind === 'audit_entry' ? (
          <span>{title}</span>
        ) : (
          <ThingLink kind={link.kind} id={link.id}>
            {title}
          </ThingLink>
        )}
        {others !== 0 && <span className={styles.kind}> and {others} others</span>}
        {service !== null && !title.includes(service) && <span className={styles.kind}> in {service}</span>}
      </span>
      <span className={styles.when}>
        <Ago at={at} />
      </span>
    </li>
  );
}
