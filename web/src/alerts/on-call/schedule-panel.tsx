import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { useNow } from '../../app/use-now.js';
import { AnswerView } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { KeptActions } from '../kept/kept-panel.js';
import { daysFrom, nowAndNext, type Shift } from './lay-out-shifts.js';
import { OverrideDrawer } from './override-drawer.js';
import { OverrideList } from './override-list.js';
import { layerInWords } from './rota-words.js';
import { ScheduleDrawer } from './schedule-drawer.js';
import styles from './schedule-panel.module.css';
import { ShiftCalendar } from './shift-calendar.js';

export type Schedule = components['schemas']['OnCallScheduleView'];
const TOPICS = ['alerts', 'configuration'] as const;

/** One schedule: who is on call now and next, the shifts of two weeks, who stands in, and whose turns make it. */
export function SchedulePanel({ schedule, mayChange }: { schedule: Schedule; mayChange: boolean }) {
  const { name, description, time_zone, layers } = schedule;
  const now = useNow(60_000);
  const days = daysFrom(now, 14);
  const shifts = useGet('/on-call-schedules/{name}/shifts', {
    path: { name },
    range: { from: days[0]!, to: days.at(-1)! },
    topics: TOPICS,
  });
  const [open, setOpen] = useState<'change' | 'stand in'>();
  const remove = useChange(() => api.DELETE('/on-call-schedules/{name}', { params: { path: { name } } }), {
    topics: TOPICS,
    done: `${name} is deleted`,
  });
  return (
    <Panel title={name} answer={shifts}>
      {description !== '' && <p className={styles.about}>{description}</p>}
      {mayChange && (
        <div className={styles.actions}>
          <Button size="compact-sm" variant="default" onClick={() => setOpen('stand in')}>
            Stand in
          </Button>
          <KeptActions
            onChange={() => setOpen('change')}
            question={`Delete the schedule ${name}?`}
            consequence="With everybody who stands in. What is in use is not deleted."
            remove={remove}
          />
        </div>
      )}
      <AnswerView answer={shifts}>
        {({ items }) => (
          <>
            <NowAndNext shifts={items} />
            <ShiftCalendar shifts={items} label={`Shifts of ${name}`} />
          </>
        )}
      </AnswerView>
      <ol className={styles.layers} aria-label="Layers">
        {layers.map((layer, index) => (
          // Layers have nothing that tells them apart but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={index}>{layerInWords(layer)}</li>
        ))}
      </ol>
      <p className={styles.about}>
        By the clock of {time_zone}
        {layers.length > 1 && '; where several layers apply, the last does'}.
      </p>
      <OverrideList schedule={name} mayChange={mayChange} />
      {open === 'change' && <ScheduleDrawer schedule={schedule} onClose={() => setOpen(undefined)} />}
      {open === 'stand in' && <OverrideDrawer schedule={schedule} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

function NowAndNext({ shifts }: { shifts: readonly Shift[] }) {
  const at = useNow(1000);
  const { now, next } = nowAndNext(shifts, at);
  const person = now?.on_call?.participant;
  return (
    <p className={styles.now}>
      {person === undefined ? (
        <StateBadge tone="critical">Nobody is on call now</StateBadge>
      ) : (
        <span>
          On call now: <b>{person.name}</b> <small>({person.channels.join(', ')})</small>
        </span>
      )}
      {next !== undefined && (
        <span>
          From <Moment at={next.starts_at} />: <b>{next.on_call?.participant.name ?? 'nobody'}</b>
        </span>
      )}
    </p>
  );
}
