import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { lengthInWords } from '../../time/time-range.js';
import { faultAt } from '../form/faults.js';
import { FieldRow } from '../form/form.js';
import { FormDrawer } from '../form/form-drawer.js';
import { MatchCount } from '../matchers/match-count.js';
import { MatchersInput } from '../matchers/matchers-input.js';
import { useOpenAlerts } from '../use-alerting.js';
import { SILENCE_LENGTHS, type SilenceDraft, silenceRequest } from './silence-draft.js';
import { useSilencing } from './use-silencing.js';

const LENGTHS = [
  ...SILENCE_LENGTHS.map((length) => ({ value: length, label: lengthInWords(length).replace(/^(?=[a-z])/, '1 ') })),
  { value: '', label: 'Until a given time' },
];

/** Writes a silence: what it hides, for how long, why; and which of the open alerts that is. */
export function SilenceDrawer({ initial, onClose }: { initial: SilenceDraft; onClose: () => void }) {
  const [draft, setDraft] = useState(initial);
  const open = useOpenAlerts().data?.items ?? [];
  const change = (part: Partial<SilenceDraft>) => setDraft({ ...draft, ...part });
  const { run, isRunning, failure } = useSilencing({ showsFailure: true, onDone: onClose });
  return (
    <FormDrawer
      title={initial.replaces ? 'Extend the silence' : 'Silence alerts'}
      verb={initial.replaces ? 'Extend' : 'Silence'}
      isRunning={isRunning}
      failure={failure}
      shown={['matchers', 'comment', 'starts_at', 'ends_at']}
      onSubmit={() => run({ body: silenceRequest(draft, Date.now()), replaces: draft.replaces })}
      onClose={onClose}
    >
      <MatchersInput
        legend="Which alerts"
        help="Nobody is told of the alerts that meet all of these."
        value={draft.matchers}
        onChange={(matchers) => change({ matchers })}
        alerts={open}
        failure={failure}
        path="matchers"
      />
      <MatchCount matchers={draft.matchers} alerts={open} />
      <FieldRow>
        <Select
          label="For how long"
          data={LENGTHS}
          allowDeselect={false}
          value={draft.length}
          error={draft.length === '' ? undefined : faultAt(failure, 'ends_at')}
          onChange={(length) => change({ length: length ?? '' })}
        />
        {draft.length === '' && (
          <TextInput
            type="datetime-local"
            label="Until"
            value={draft.ends}
            error={faultAt(failure, 'ends_at')}
            onChange={({ currentTarget }) => change({ ends: currentTarget.value })}
          />
        )}
        <TextInput
          type="datetime-local"
          label="From"
          description="Now when left empty"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.starts}
          error={faultAt(failure, 'starts_at')}
          onChange={({ currentTarget }) => change({ starts: currentTarget.value })}
        />
      </FieldRow>
      <Textarea
        label="Why"
        description="Everybody who looks at a silenced alert reads it."
        required
        data-autofocus
        rows={2}
        maxLength={1000}
        value={draft.comment}
        error={faultAt(failure, 'comment')}
        onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
      />
    </FormDrawer>
  );
}
