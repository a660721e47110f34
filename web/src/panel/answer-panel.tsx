import type { ComponentProps, ReactNode } from 'react';
import type { Answer } from '../api/use-get.js';
import { AnswerView } from './answer-view.js';
import { Panel } from './panel.js';

interface AnswerPanelProps<T> extends Omit<ComponentProps<typeof Panel>, 'children' | 'answer'> {
  answer: Answer<T>;
  /** Whether the answer holds nothing to show. */
  isEmpty?: (data: T) => boolean;
  /** What stands there then: what it means and what to do next. */
  empty?: ReactNode;
  /** How high it is about while nothing has come, px. */
  waitingHeight?: number;
  children: (data: T) => ReactNode;
}

/** A panel of one answer of the API, in each of its states: waiting, failed, not allowed, empty, there. */
export function AnswerPanel<T>({ answer, isEmpty, empty, waitingHeight, children, ...panel }: AnswerPanelProps<T>) {
  return (
    <Panel {...panel} answer={answer}>
      <AnswerView answer={answer} isEmpty={isEmpty} empty={empty} waitingHeight={waitingHeight}>
        {children}
      </AnswerView>
    </Panel>
  );
}
