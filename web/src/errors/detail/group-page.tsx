import { getRouteApi } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { useNow } from '../../app/use-now.js';
import { Page } from '../../page/page.js';
import { AnswerView } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { StateBadge } from '../../state/state-badge.js';
import { GroupActions } from '../actions/group-actions.js';
import { EventView } from '../event/event-view.js';
import type { ErrorGroupDetail } from '../group/group.js';
import { stateOf } from '../group/group-state.js';
import { shortMessage, shortType, titleOf } from '../group/group-title.js';
import { Breakdown } from './breakdown.js';
import { EventList } from './event-list.js';
import { GroupCharts } from './group-charts.js';
import { GroupFacts } from './group-facts.js';
import { GroupHistory } from './group-history.js';
import styles from './group-page.module.css';
import { MergedNotice } from './merged-notice.js';
import { RelatedGroups } from './related-groups.js';

const MOST_OF_TITLE = 80;
const route = getRouteApi('/errors/$groupId');

/** One group of errors: what it is, since when, where, how often, and each of its events in full. */
export function GroupPage() {
  const { groupId } = route.useParams();
  const answer = useGet('/error-groups/{group_id}', { path: { group_id: groupId }, topics: ['errors'] });
  const group = answer.data?.group_id === groupId ? answer.data : undefined;
  if (group === undefined) {
    return (
      <Page title="Error">
        <AnswerView answer={{ ...answer, data: undefined }} waitingHeight={420}>
          {() => null}
        </AnswerView>
      </Page>
    );
  }
  return <Group key={groupId} group={group} />;
}

function Group({ group }: { group: ErrorGroupDetail }) {
  const mayChange = useMayChange();
  const state = stateOf(group, useNow(60_000));
  return (
    <Page
      title={shortMessage(shortType(group.error_type), MOST_OF_TITLE) || 'Error'}
      tabTitle={titleOf(group)}
      badge={
        <>
          <StateBadge tone={state.tone}>{state.word}</StateBadge>
          {state.detail !== undefined && <span className={styles.detail}>{state.detail}</span>}
        </>
      }
      about={<span className={styles.message}>{group.error_message}</span>}
      hasRange
      actions={mayChange && group.merged_into === null && <GroupActions groups={[group]} />}
    >
      {group.merged_into !== null && <MergedNotice group={group} into={group.merged_into} />}
      <GroupFacts group={group} />
      <GroupCharts group={group} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <EventView group={group} />
        </div>
        <div className={styles.column}>
          <Breakdown groupId={group.group_id} />
          <RelatedGroups group={group} />
          <GroupHistory group={group} />
        </div>
      </div>
      <EventList group={group} />
    </Page>
  );
}
