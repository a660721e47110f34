import { ActionIcon, Menu, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { SEVERITIES } from '../api/alert.js';
import { useMayChange } from '../sign-in/session.js';
import { Icon } from '../state/icon.js';
import { StateBadge, Tag } from '../state/state-badge.js';
import { type Column, DataTable, rowLink } from '../table/data-table.js';
import { Ago } from '../time/moment.js';
import type { RuleRow } from './filter-rules.js';
import { KIND_WORDS, kindOf } from './kinds.js';
import { LinkItem } from './link-button.js';
import type { Rule } from './rule.js';
import { useEnabling } from './rule-changes.js';
import { type OpenCounts, RULE_STATES, spellState, toneOfState } from './rule-state.js';
import styles from './rules.module.css';
import { silenceOf } from './silence-link.js';

interface RuleTableProps {
  rows: readonly RuleRow[];
  counts: ReadonlyMap<string, OpenCounts>;
  onDelete: (rule: Rule) => void;
}

const ROW_HEIGHT = 58;

/** Rules in a table: what each watches, what it does now, whom it tells. */
export function RuleTable({ rows, counts, onDelete }: RuleTableProps) {
  const mayChange = useMayChange();
  const { run: enable } = useEnabling();
  const columns = useMemo((): Column<RuleRow>[] => {
    const all: Column<RuleRow>[] = [
      {
        key: 'name',
        title: 'Rule',
        width: 'minmax(120px, 4fr)',
        value: ({ rule }) => rule.name.toLowerCase(),
        cell: (row) => <NameCell row={row} />,
      },
      {
        key: 'state',
        title: 'Now',
        width: 'minmax(90px, 1fr)',
        value: ({ state }) => RULE_STATES.indexOf(state),
        cell: ({ rule, state }) => (
          <StateBadge tone={toneOfState(state, rule.severity)}>
            {spellState(state, counts.get(rule.rule_id))}
          </StateBadge>
        ),
      },
      {
        key: 'severity',
        title: 'Severity',
        width: '80px',
        isExtra: true,
        value: ({ rule }) => SEVERITIES.indexOf(rule.severity),
        cell: ({ rule }) => rule.severity,
      },
      {
        key: 'kind',
        title: 'Kind',
        width: '92px',
        isExtra: true,
        value: ({ rule }) => kindOf(rule),
        cell: ({ rule }) => <span className={styles.small}>{KIND_WORDS[kindOf(rule)].short}</span>,
      },
      {
        key: 'told',
        title: 'Tells',
        width: 'minmax(110px, 1.4fr)',
        isExtra: true,
        cell: ({ rule }) => <span className={styles.small}>{toldBy(rule)}</span>,
      },
      {
        key: 'evaluated',
        title: 'Evaluated',
        width: '100px',
        isExtra: true,
        value: ({ rule }) => rule.last_evaluated_at,
        cell: ({ rule }) => (rule.last_evaluated_at === null ? '–' : <Ago at={rule.last_evaluated_at} />),
      },
    ];
    if (!mayChange) return all;
    const change: Column<RuleRow> = {
      key: 'change',
      title: '',
      width: '78px',
      cell: ({ rule }) => (
        <div className={styles.above}>
          <Switch
            size="xs"
            aria-label={`${rule.name} is enabled`}
            checked={rule.enabled}
            disabled={rule.managed_by !== null}
            onChange={({ currentTarget }) => enable({ rule, enabled: currentTarget.checked })}
          />
          <RowMenu rule={rule} onDelete={onDelete} />
        </div>
      ),
    };
    return [...all, change];
  }, [counts, mayChange, enable, onDelete]);
  return (
    <DataTable
      label="Alert rules"
      columns={columns}
      rows={rows}
      rowKey={({ rule }) => rule.rule_id}
      rowHeight={ROW_HEIGHT}
      maxHeight={900}
    />
  );
}

function NameCell({ row: { rule, words } }: { row: RuleRow }) {
  return (
    <span className={styles.name}>
      <span>
        <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.rule_id }} className={rowLink} title={rule.name}>
          {rule.name}
        </Link>{' '}
        {rule.managed_by !== null && <Tag title={`Kept by the file ${rule.managed_by}`}>file</Tag>}
      </span>
      {rule.last_error === null ? (
        <span className={styles.words} title={words}>
          {words}
        </span>
      ) : (
        <span className={styles.fault} title={rule.last_error}>
          {rule.last_error}
        </span>
      )}
    </span>
  );
}

function RowMenu({ rule, onDelete }: { rule: Rule; onDelete: (rule: Rule) => void }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More about ${rule.name}`}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {rule.managed_by === null && (
          <LinkItem to="/alerts/rules/$ruleId" params={{ ruleId: rule.rule_id }} search={{ tab: 'edit' }}>
            Edit
          </LinkItem>
        )}
        <LinkItem to="/alerts/rules/new" search={{ copy: rule.rule_id }}>
          Duplicate
        </LinkItem>
        <LinkItem {...silenceOf(rule)}>Silence</LinkItem>
        {rule.managed_by === null && (
          <Menu.Item color="red" onClick={() => onDelete(rule)}>
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whom a rule tells: its channels, and the policy that goes on from there. */
function toldBy({ notification_channels, escalation_policy }: Rule): string {
  const channels = notification_channels.length > 0 ? notification_channels.join(', ') : 'nobody';
  return escalation_policy === null ? channels : `${channels} → ${escalation_policy}`;
}
