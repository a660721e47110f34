import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DraftInput } from '../../filters/draft-input.js';
import { useMayChange } from '../../sign-in/session.js';
import { Icon } from '../../state/icon.js';
import type { Answered } from '../answers/use-answers.js';
import type { MetricInfo } from '../catalog/metric-info.js';
import type { QuestionList } from '../use-metrics-search.js';
import { freeName, MOST_QUESTIONS, type Question } from './question.js';
import { QuestionFields } from './question-fields.js';
import styles from './question-row.module.css';
import { QuestionState } from './question-state.js';
import { TagFilters } from './tag-filters.js';

interface QuestionRowProps {
  question: Question;
  list: QuestionList;
  info: MetricInfo | null | undefined;
  /** The one that is asked for, chosen or usual. */
  aggregation: string | undefined;
  answered: readonly Answered[];
}

/** One question: what is asked, what came of it, and what can be done with it. */
export function QuestionRow({ question, list, info, aggregation, answered }: QuestionRowProps) {
  const { name, metric, formula, tags, isHidden } = question;
  const mayChange = useMayChange();
  const put = (fields: Partial<Question>) => list.put(name, fields);
  return (
    <div className={styles.row} data-hidden={isHidden}>
      <button
        type="button"
        className={styles.name}
        aria-pressed={!isHidden}
        aria-label={`Show ${name}`}
        title={isHidden ? `Show ${name}` : `Hide ${name}`}
        onClick={() => put({ isHidden: !isHidden })}
      >
        {name}
      </button>
      <div className={styles.content}>
        <div className={styles.fields}>
          {formula === undefined ? (
            <QuestionFields question={question} info={info} aggregation={aggregation} onChange={put} />
          ) : (
            <DraftInput
              className={styles.wide}
              label="Formula"
              placeholder="100 * A / B"
              value={formula}
              onCommit={(text) => put({ formula: text ?? '' })}
            />
          )}
        </div>
        <div className={styles.below}>
          {formula === undefined && metric !== undefined && (
            <TagFilters
              tags={tags}
              onChange={(next) => put({ tags: next })}
              metric={info?.storedName ?? metric}
              tagNames={info?.tagNames ?? []}
            />
          )}
          <QuestionState question={question} info={info} answered={answered} />
        </div>
      </div>
      <div className={styles.tools}>
        {mayChange && metric !== undefined && aggregation !== undefined && (
          <ActionIcon
            component={Link}
            to={'/alerts/rules/new' as '/'}
            search={
              {
                metric_name: metric,
                aggregation,
                tags,
                group_by: question.groupBy.length > 0 ? question.groupBy.join(',') : undefined,
              } as never
            }
            variant="subtle"
            color="gray"
            aria-label={`Make an alert rule of ${name}`}
            title="Make an alert rule of this"
          >
            <Icon name="bell" />
          </ActionIcon>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Duplicate ${name}`}
          title="Duplicate"
          disabled={list.questions.length >= MOST_QUESTIONS}
          onClick={() => list.add({ ...question, name: freeName(list.questions) })}
        >
          <Icon name="copy" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove ${name}`}
          title="Remove"
          onClick={() => list.remove(name)}
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
    </div>
  );
}
