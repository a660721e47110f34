import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { FormEvent, ReactNode } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { Failure } from '../../panel/answer-view.js';
import { RulePreview } from '../preview/rule-preview.js';
import { useTrialRange } from '../preview/trial-range.js';
import { useTrial } from '../preview/use-trial.js';
import type { RuleRequest } from '../rule.js';
import { measuredTermsOf, type RuleDraft, requestOf, termsOf } from './draft.js';
import styles from './editor.module.css';
import { faultsElsewhere, faultsOfRule } from './faults.js';
import { FIELDS_OF_FORM, RuleFields } from './rule-fields.js';
import layout from './rule-form.module.css';
import { useMetric } from './use-metric.js';

interface RuleFormProps {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
  /** Why saving failed; its faults are told at their fields. */
  failure: ApiFailure | undefined;
  isSaving: boolean;
  onSave: () => void;
  /** The words on the button that saves. */
  verb: string;
  canSave?: boolean;
  /** Beside that button. */
  children?: ReactNode;
}

const PAUSE_MS = 500;

/** The form of a rule, with what it would do beside it while one types. Nothing that was typed is lost when saving fails. */
export function RuleForm({
  draft,
  onChange,
  failure,
  isSaving,
  onSave,
  verb,
  canSave = true,
  children,
}: RuleFormProps) {
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const terms = termsOf(settled);
  const { range } = useTrialRange();
  const trial = useTrial(terms === undefined ? undefined : trialOf(settled), range);
  const { metric } = useMetric(settled.metric_name);
  const saving = failure?.faults ?? [];
  const tried = (trial.failure?.faults ?? []).filter(
    ({ path }) => !saving.some((fault) => `rule.${fault.path}` === path),
  );
  const faults = faultsOfRule([...saving, ...tried]);
  const elsewhere = faultsElsewhere(faults, FIELDS_OF_FORM);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form onSubmit={save} noValidate className={layout.form} aria-label="Rule">
      <div className={layout.fields}>
        <RuleFields draft={draft} set={(changes) => onChange({ ...draft, ...changes })} faults={faults} />
        <div className={styles.save}>
          <Button type="submit" loading={isSaving} disabled={!canSave}>
            {verb}
          </Button>
          {children}
          {failure !== undefined && <SavingFailure failure={failure} />}
          {elsewhere.map(({ path, message }) => (
            <p key={path + message} className={styles.fault}>
              <code>{path}</code> {message}
            </p>
          ))}
        </div>
      </div>
      <aside className={layout.preview} aria-label="What the rule would do">
        <RulePreview terms={terms} measured={measuredTermsOf(settled)} trial={trial} metricUnit={metric?.unit} />
      </aside>
    </form>
  );
}

function SavingFailure({ failure }: { failure: ApiFailure }) {
  if (failure.faults.length === 0) return <Failure failure={failure} />;
  return (
    <p className={styles.fault} role="alert">
      Not saved: {failure.message} See the fields marked red.
    </p>
  );
}

/** A rule is tried before it has a name, and even when its name is taken. */
function trialOf(draft: RuleDraft): RuleRequest {
  return { ...requestOf(draft), name: draft.name.trim() || 'A rule without a name yet' };
}
