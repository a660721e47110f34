import { Link } from '@tanstack/react-router';
import { Facts } from '../../panel/facts.js';
import { Panel } from '../../panel/panel.js';
import { Tag } from '../../state/state-badge.js';
import { Ago, Moment } from '../../time/moment.js';
import { KIND_WORDS, kindOf } from '../kinds.js';
import { tagFilter } from '../preview/value-question.js';
import type { Rule } from '../rule.js';
import { spellSeconds } from '../rule-in-words.js';
import styles from '../rules.module.css';
import { spellThreshold, unitOf } from '../value-unit.js';

const SILENCE_WORDS: Readonly<Record<Rule['missing_data'], string>> = {
  keep: 'a firing alert goes on',
  resolve: 'a firing alert ends',
  fire: 'silence is the condition',
  zero: 'silence counts as 0',
};

/** What a rule says, beside its condition. */
export function RuleFacts({ rule, metricUnit }: { rule: Rule; metricUnit: string | null | undefined }) {
  const unit = unitOf({ ...rule, method: rule.method ?? null }, metricUnit);
  const metric = rule.metric_name === null ? null : <MetricLink rule={rule} />;
  const channels = <Names names={rule.notification_channels} />;
  const evaluated = rule.last_evaluated_at === null ? null : <Ago at={rule.last_evaluated_at} />;
  const keeper = rule.managed_by === null ? 'the API' : <code>{rule.managed_by}</code>;
  const changed = <Moment at={rule.updated_at} />;
  return (
    <Panel title="Terms">
      {rule.description !== '' && <p className={`${styles.line} ${styles.wrap}`}>{rule.description}</p>}
      <Facts
        items={[
          ['Kind', KIND_WORDS[kindOf({ ...rule, method: rule.method ?? null })].label],
          ['Severity', rule.severity],
          ['Metric', metric],
          ['Tells', channels],
          ['Goes on by', rule.escalation_policy],
          ['Resolves at', rule.resolve_threshold !== null ? spellThreshold(rule.resolve_threshold, unit) : null],
          ['Keeps firing for', rule.keep_firing_for > 0 ? spellSeconds(rule.keep_firing_for) : null],
          ['Cooldown', spellSeconds(rule.cooldown_seconds)],
          ['No data', SILENCE_WORDS[rule.missing_data]],
          ['Runbook', runbookOf(rule)],
          ['Labels', pairsOf(rule.labels)],
          ['Annotations', pairsOf(rule.annotations)],
          ['Evaluated', evaluated],
          ['Last fault', rule.last_error],
          ['Kept by', keeper],
          ['Changed', changed],
        ]}
      />
    </Panel>
  );
}

/** Leads to the metric in the explorer, as the rule looks at it. */
function MetricLink({ rule }: { rule: Rule }) {
  const search = {
    metric: rule.metric_name,
    aggregation: rule.aggregation,
    tags: tagFilter(rule.matchers),
    group_by: rule.group_by.join(','),
  };
  return (
    <Link to="/metrics" search={search as never} className={styles.wrap}>
      {rule.metric_name}
    </Link>
  );
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return 'nobody';
  return (
    <span className={styles.tags}>
      {names.map((name) => (
        <Link key={name} to="/alerts/channels/$name" params={{ name }}>
          {name}
        </Link>
      ))}
    </span>
  );
}

function runbookOf({ runbook_url }: Rule) {
  if (runbook_url === null) return null;
  if (!/^https?:\/\//i.test(runbook_url)) return runbook_url;
  return (
    <a href={runbook_url} target="_blank" rel="noreferrer" className={styles.wrap}>
      {runbook_url}
    </a>
  );
}

function pairsOf(pairs: Readonly<Record<string, string>>) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return null;
  return (
    <span className={styles.tags}>
      {entries.map(([name, text]) => (
        <Tag key={name} title={`${name}: ${text}`}>
          {name}: {text}
        </Tag>
      ))}
    </span>
  );
}
