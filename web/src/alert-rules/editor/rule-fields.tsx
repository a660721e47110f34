import { Panel } from '../../panel/panel.js';
import { kindOf } from '../kinds.js';
import { unitOf } from '../value-unit.js';
import { chooseKind } from './choose-kind.js';
import { ConditionFields } from './condition-fields.js';
import { requestOf } from './draft.js';
import styles from './editor.module.css';
import type { FieldsProps } from './editor-parts.js';
import { KindChoice } from './kind-choice.js';
import { MeasureFields } from './measure-fields.js';
import { MoreFields } from './more-fields.js';
import { TellingFields } from './telling-fields.js';
import { useMetric } from './use-metric.js';

/** Every term of a rule, in the order in which people think of them. */
export function RuleFields({ draft, set, faults }: FieldsProps) {
  const { metric } = useMetric(draft.metric_name);
  const { divide_by = null, method = null } = requestOf(draft);
  const kind = kindOf({ ...draft, divide_by, method });
  const unit = unitOf({ aggregation: draft.aggregation, divide_by, method }, metric?.unit);
  return (
    <>
      <Panel title="What to look for">
        <KindChoice value={kind} onChange={(next) => set(chooseKind(draft, next))} />
      </Panel>
      <Panel title="Measure">
        <div className={styles.section}>
          <MeasureFields draft={draft} set={set} faults={faults} kind={kind} />
        </div>
      </Panel>
      <Panel title="When it fires">
        <div className={styles.section}>
          <ConditionFields draft={draft} set={set} faults={faults} unit={unit} />
        </div>
      </Panel>
      <Panel title="Name and whom to tell">
        <div className={styles.section}>
          <TellingFields draft={draft} set={set} faults={faults} />
        </div>
      </Panel>
      <Panel title="More">
        <MoreFields draft={draft} set={set} faults={faults} unit={unit} />
      </Panel>
    </>
  );
}

/** The terms that have a field here; faults of others are listed beside the form. */
export const FIELDS_OF_FORM = [
  'name',
  'description',
  'metric_name',
  'aggregation',
  'window_seconds',
  'matchers',
  'group_by',
  'divide_by',
  'method',
  'condition',
  'threshold',
  'resolve_threshold',
  'duration',
  'keep_firing_for',
  'notification_channels',
  'escalation_policy',
  'cooldown_seconds',
  'missing_data',
  'runbook_url',
  'labels',
  'annotations',
];
