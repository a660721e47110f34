import { getRouteApi } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { countOf } from '../group/group-title.js';
import { ShareBars } from '../group/share-bars.js';
import styles from './breakdown.module.css';
import { breakdownsOf } from './narrow-events.js';

/** A thousand events are read for it. */
const EVERY_MS = 30_000;
const route = getRouteApi('/errors/$groupId');

/** What a group's newest events have in common: releases, environments, endpoints, users, tags. A click lists the events of one. */
export function Breakdown({ groupId }: { groupId: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useGet('/error-groups/{group_id}/tags', {
    path: { group_id: groupId },
    topics: ['errors'],
    everyMs: EVERY_MS,
  });
  const narrow = (tag: string, value: string) => {
    const isChosen = search.tag === tag && search.value === value;
    void navigate({
      search: (before) => ({ ...before, tag: isChosen ? undefined : tag, value: isChosen ? undefined : value }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <AnswerPanel
      title="Breakdown"
      answer={answer}
      isEmpty={(data) => breakdownsOf(data).length === 0}
      empty={<p className={styles.note}>Its events tell no release, environment, endpoint, user or tag.</p>}
    >
      {(data) => (
        <>
          <p className={styles.note}>
            Of {data.complete ? 'its' : 'the newest'} {countOf(data.event_count, 'event')}. A click narrows the list of
            events.
          </p>
          {breakdownsOf(data).map(({ tag, title, values }) => (
            <section key={tag} className={styles.tag}>
              <h3>{title}</h3>
              <ShareBars
                label={title}
                values={values}
                total={data.event_count}
                chosen={search.tag === tag ? search.value : undefined}
                onChoose={(value) => narrow(tag, value)}
              />
            </section>
          ))}
        </>
      )}
    </AnswerPanel>
  );
}
