import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { AnswerView } from '../../panel/answer-view.js';
import { titleOf } from '../group/group-title.js';
import type { Matcher } from './rule-draft.js';
import { previewRule } from './rule-preview.js';
import styles from './settings.module.css';

const TRIED = 200;
const SHOWN = 5;

/** What a rule meets among the newest errors, while it is written. */
export function RulePreviewView({ matchers }: { matchers: readonly Matcher[] }) {
  const answer = useGet('/errors', { query: { limit: TRIED } });
  const isWritten = matchers.every(({ pattern }) => pattern !== '');
  const preview = useMemo(() => previewRule(matchers, answer.data?.items ?? []), [matchers, answer.data]);
  return (
    <section className={styles.preview} aria-label="Preview" aria-live="polite">
      <AnswerView answer={answer} waitingHeight={40}>
        {() =>
          isWritten ? (
            <>
              <p>
                It meets <b>{preview.met}</b> of the newest {preview.tried} errors
                {preview.groups.length > 0 &&
                  `, of ${preview.groups.length} ${preview.groups.length === 1 ? 'group' : 'groups'}`}
                .
              </p>
              {preview.groups.length > 0 && (
                <ul>
                  {preview.groups.slice(0, SHOWN).map(({ groupId, event, count }) => (
                    <li key={groupId}>
                      {titleOf(event)} ({event.service}, {count})
                    </li>
                  ))}
                </ul>
              )}
            </>
          ) : (
            <p>What it meets among the newest errors is shown here.</p>
          )
        }
      </AnswerView>
    </section>
  );
}
