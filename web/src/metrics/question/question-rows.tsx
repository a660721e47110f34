import { Button } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import type { Asked } from '../answers/ask.js';
import type { Answered } from '../answers/use-answers.js';
import type { MetricInfos } from '../catalog/use-metric-infos.js';
import type { QuestionList } from '../use-metrics-search.js';
import { freeName, MOST_QUESTIONS } from './question.js';
import { QuestionRow } from './question-row.js';
import styles from './question-row.module.css';

interface QuestionRowsProps {
  list: QuestionList;
  infos: MetricInfos;
  asked: readonly Asked[];
  answered: readonly Answered[];
}

/** The questions of the page, one under the other. */
export function QuestionRows({ list, infos, asked, answered }: QuestionRowsProps) {
  const { questions } = list;
  const name = freeName(questions);
  const isFull = questions.length >= MOST_QUESTIONS;
  const metrics = questions.filter(({ formula }) => formula === undefined).map((one) => one.name);
  return (
    <section className={styles.rows} aria-label="Questions">
      {questions.map((question) => (
        <QuestionRow
          key={question.name}
          question={question}
          list={list}
          info={question.metric === undefined ? undefined : infos.get(question.metric)}
          aggregation={asked.find((one) => one.name === question.name)?.aggregation}
          answered={answered.filter((one) => one.question.name === question.name)}
        />
      ))}
      <div className={styles.more}>
        <Button
          variant="default"
          size="compact-sm"
          disabled={isFull}
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => list.add({ name, groupBy: [], isHidden: false })}
        >
          Add a question
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={isFull}
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => list.add({ name, formula: metrics.slice(0, 2).join(' / '), groupBy: [], isHidden: false })}
        >
          Add a formula
        </Button>
      </div>
    </section>
  );
}
