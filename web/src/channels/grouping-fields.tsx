import { Switch, TagsInput } from '@mantine/core';
import { DurationInput } from '../alert-rules/editor/duration-input.js';
import editor from '../alert-rules/editor/editor.module.css';
import { type Faults, faultAt } from '../alert-rules/editor/faults.js';
import { type GroupingDraft, USUAL_GROUPING } from './channel-draft.js';

interface GroupingFieldsProps {
  grouping: GroupingDraft | null;
  onChange: (grouping: GroupingDraft | null) => void;
  faults: Faults;
}

/** Tags that alerts often have, and what else they can be gathered by. */
const SUGGESTED = ['service', 'name', 'severity', 'host', 'source', 'rule_id'];

/** Whether and how a channel tells alerts together. */
export function GroupingFields({ grouping, onChange, faults }: GroupingFieldsProps) {
  const set = (changes: Partial<GroupingDraft>) => onChange({ ...(grouping ?? USUAL_GROUPING), ...changes });
  return (
    <>
      <Switch
        label="Tell alerts that belong together in one message"
        checked={grouping !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? USUAL_GROUPING : null)}
      />
      {grouping !== null && (
        <>
          <TagsInput
            label="Together when equal"
            description="Tags or labels; without any, all alerts of the channel go together"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={SUGGESTED}
            value={[...grouping.group_by]}
            onChange={(group_by) => set({ group_by })}
            error={faultAt(faults, 'grouping.group_by')}
          />
          <div className={editor.row}>
            <DurationInput
              label="Waits for others"
              value={grouping.group_wait}
              onChange={(group_wait) => set({ group_wait })}
              error={faultAt(faults, 'grouping.group_wait')}
            />
            <DurationInput
              label="Changes at most every"
              value={grouping.group_interval}
              onChange={(group_interval) => set({ group_interval })}
              error={faultAt(faults, 'grouping.group_interval')}
            />
            <DurationInput
              label="Reminds every"
              description="Empty: never"
              value={grouping.repeat_interval}
              onChange={(repeat_interval) => set({ repeat_interval })}
              error={faultAt(faults, 'grouping.repeat_interval')}
            />
          </div>
        </>
      )}
    </>
  );
}
