import { Autocomplete, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import type { Matcher } from '../alert.js';
import { faultAt } from '../form/faults.js';
import { FieldRow } from '../form/form.js';
import { FormDrawer } from '../form/form-drawer.js';
import { TIME_ZONES } from '../form/time-zones.js';
import { MatchCount } from '../matchers/match-count.js';
import { MatchersInput } from '../matchers/matchers-input.js';
import { useOpenAlerts } from '../use-alerting.js';
import { cronInWords } from './cron-words.js';

type Window = components['schemas']['MaintenanceWindowView'];

const EXAMPLES = ['0 3 * * *', '0 3 * * 6', '0 22 * * 1-5', '0 4 1 * *', '0 * * * *'].map((cron) => ({
  value: cron,
  label: cronInWords(cron),
}));
const SHOWN = ['comment', 'matchers', 'cron', 'time_zone', 'duration_minutes'];

/** Writes a maintenance window, a new one or one that is there. */
export function WindowDrawer({ window, onClose }: { window: Window | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState({
    comment: window?.comment ?? '',
    matchers: (window?.matchers ?? [{ tag: 'service', operator: '=', value: '' }]) as Matcher[],
    cron: window?.cron ?? '0 3 * * 6',
    time_zone: window?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    duration_minutes: (window?.duration_minutes ?? 60) as number | string,
    enabled: window?.enabled ?? true,
  });
  const alerts = useOpenAlerts().data?.items ?? [];
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { run, isRunning, failure } = useChange(
    ({ duration_minutes, ...rest }: typeof draft) => {
      const body = { ...rest, duration_minutes: Number(duration_minutes) };
      if (window === undefined) return api.POST('/maintenance-windows', { body });
      const { maintenance_window_id } = window;
      const params = { path: { maintenance_window_id } };
      return api.PATCH('/maintenance-windows/{maintenance_window_id}', { params, body });
    },
    {
      topics: ['alerts', 'configuration'],
      done: 'The maintenance window is kept',
      showsFailure: true,
      onDone: onClose,
    },
  );
  return (
    <FormDrawer
      title={window === undefined ? 'New maintenance window' : 'Change the maintenance window'}
      verb="Keep"
      isRunning={isRunning}
      failure={failure}
      shown={SHOWN}
      onSubmit={() => run(draft)}
      onClose={onClose}
    >
      <Textarea
        label="Why"
        required
        rows={2}
        maxLength={1000}
        value={draft.comment}
        error={faultAt(failure, 'comment')}
        onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
      />
      <MatchersInput
        legend="Which alerts"
        help="While the window holds, nobody is told of the alerts that meet all of these."
        value={draft.matchers}
        onChange={(matchers) => change({ matchers })}
        alerts={alerts}
        failure={failure}
        path="matchers"
      />
      <MatchCount matchers={draft.matchers} alerts={alerts} />
      <FieldRow>
        <TextInput
          label="Begins (cron)"
          description={`Minute, hour, day, month, weekday: ${cronInWords(draft.cron)}`}
          value={draft.cron}
          error={faultAt(failure, 'cron')}
          onChange={({ currentTarget }) => change({ cron: currentTarget.value })}
        />
        <Select
          label="Usual ones"
          description="Writes the expression"
          data={EXAMPLES}
          value={EXAMPLES.find(({ value }) => value === draft.cron)?.value ?? null}
          onChange={(cron) => cron !== null && change({ cron })}
        />
      </FieldRow>
      <FieldRow>
        <NumberInput
          label="Holds for, minutes"
          min={1}
          max={10_080}
          value={draft.duration_minutes}
          error={faultAt(failure, 'duration_minutes')}
          onChange={(duration_minutes) => change({ duration_minutes })}
        />
        <Autocomplete
          label="By the clock of"
          data={TIME_ZONES}
          limit={30}
          value={draft.time_zone}
          error={faultAt(failure, 'time_zone')}
          onChange={(time_zone) => change({ time_zone })}
        />
      </FieldRow>
      <Switch
        label="In force"
        checked={draft.enabled}
        onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
      />
    </FormDrawer>
  );
}
