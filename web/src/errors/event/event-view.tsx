import { Button } from '@mantine/core';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import type { ErrorEvent, ErrorGroupDetail } from '../group/group.js';
import { Attachments } from './attachments.js';
import { CopyMenu } from './copy-menu.js';
import { Breadcrumbs } from './details/breadcrumbs.js';
import { Details } from './details/details.js';
import { EventFacts } from './event-facts.js';
import { EventSteps } from './event-steps.js';
import styles from './event-view.module.css';
import { StackPanel } from './stack/stack-panel.js';
import { useShownEvent } from './use-shown-event.js';

/** One event of a group in full: where it happened in the code, what led to it, and all that its sender told. */
export function EventView({ group }: { group: ErrorGroupDetail }) {
  const shown = useShownEvent(group);
  const { answer, event } = shown;
  return (
    <>
      <AnswerPanel
        title="Event"
        answer={answer}
        isEmpty={() => event === undefined}
        empty={
          <Empty title={shown.isNewest ? 'None of its events is kept any more' : 'This event is not kept any more'}>
            {!shown.isNewest && (
              <div>
                <Button variant="default" size="compact-sm" onClick={() => shown.show(undefined)}>
                  Show the newest
                </Button>
              </div>
            )}
          </Empty>
        }
      >
        {() =>
          event !== undefined && (
            <EventFacts
              event={event}
              actions={
                <>
                  <EventSteps shown={shown} newestAt={group.last_seen_at} event={event} />
                  <CopyMenu event={event} />
                </>
              }
            />
          )
        }
      </AnswerPanel>
      {event !== undefined && <EventBody key={event.error_id} event={event} />}
    </>
  );
}

function EventBody({ event }: { event: ErrorEvent }) {
  return (
    <>
      <StackPanel event={event} />
      <Breadcrumbs event={event} />
      <Details event={event} />
      <Attachments errorId={event.error_id} />
      {event.processing_errors.length > 0 && (
        <Panel title="What could not be read or kept of it">
          <ul className={styles.faults}>
            {event.processing_errors.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
