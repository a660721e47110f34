import { StateIcon } from '../../state/state-icon.js';
import { Ago } from '../../time/moment.js';
import { MOST_SERIES } from '../answers/ask.js';
import type { Answered } from '../answers/use-answers.js';
import type { MetricInfo } from '../catalog/metric-info.js';
import type { Question } from './question.js';
import styles from './question-row.module.css';

interface QuestionStateProps {
  question: Question;
  info: MetricInfo | null | undefined;
  answered: readonly Answered[];
}

/** What came of a question: how many series, or why there are none and what to do about it. */
export function QuestionState({ question, info, answered }: QuestionStateProps) {
  const failure = answered.find((one) => one.failure !== undefined)?.failure;
  const now = answered.find(({ offsetMs }) => offsetMs === 0);
  const facts = info == null ? '' : [info.kind, info.unit].filter((fact) => fact !== null).join(', ');
  if (failure !== undefined) {
    return (
      <p className={styles.state} role="alert" data-tone="warning">
        <StateIcon tone="warning" size={14} />
        <span>
          {failure.message} {failure.faults.map(({ path, message }) => `${path} ${message}`).join('; ')}
        </span>
      </p>
    );
  }
  if (info === null && question.metric !== undefined) {
    return <p className={styles.state}>No metric of this name was recorded.</p>;
  }
  if (now?.answer === undefined) return facts === '' ? null : <p className={styles.state}>{facts}</p>;
  const { groups, hasMore } = now.answer;
  const hasValues = groups.some(({ values }) => values.some((value) => value !== null));
  return (
    <p className={styles.state}>
      {facts}
      {hasValues ? (
        <span>
          {hasMore
            ? `More than ${MOST_SERIES} series: the ${MOST_SERIES} with the greatest mean are shown. Filter them, or ask for the top 500.`
            : `${groups.length} ${groups.length === 1 ? 'line' : 'lines'}`}
        </span>
      ) : (
        <span>
          No values in this time{question.tags === undefined ? '' : ' with these tags'}.
          {info != null && (
            <>
              {' '}
              The metric was last seen <Ago at={info.lastSeenAt} />.
            </>
          )}
        </span>
      )}
    </p>
  );
}
