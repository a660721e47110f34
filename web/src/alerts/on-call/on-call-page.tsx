import { Button } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { AlertsTabs } from '../alerts-tabs.js';
import { PoliciesPanel } from './policies-panel.js';
import { ScheduleDrawer } from './schedule-drawer.js';
import { SchedulePanel } from './schedule-panel.js';

/** Who is on call now and next, and how alerts come to them. */
export function OnCallPage() {
  const answer = useGet('/on-call-schedules', { topics: ['alerts', 'configuration'] });
  const mayChange = useMayChange();
  const [isNew, setIsNew] = useState(false);
  const schedules = answer.data?.items ?? [];
  return (
    <Page
      title="Alerts"
      tabTitle="On call"
      actions={
        mayChange && (
          <Button size="sm" onClick={() => setIsNew(true)}>
            New schedule
          </Button>
        )
      }
    >
      <AlertsTabs />
      {schedules.length === 0 && (
        <AnswerPanel
          title="On-call schedules"
          answer={answer}
          isEmpty={() => true}
          empty={
            <Empty title="No on-call schedules">
              A schedule says who is on call when; an escalation policy tells that person of alerts that nobody
              acknowledges.
            </Empty>
          }
        >
          {() => null}
        </AnswerPanel>
      )}
      {schedules.map((schedule) => (
        <SchedulePanel key={schedule.name} schedule={schedule} mayChange={mayChange} />
      ))}
      <PoliciesPanel mayChange={mayChange} />
      {isNew && <ScheduleDrawer schedule={undefined} onClose={() => setIsNew(false)} />}
    </Page>
  );
}
