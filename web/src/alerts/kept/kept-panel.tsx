import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import type { Change } from '../../api/use-change.js';
import type { Answer } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { ItemList } from './item-list.js';

interface KeptPanelProps<T> {
  title: string;
  answer: Answer<{ readonly items: readonly T[] }>;
  mayChange: boolean;
  /** On the button that writes a new one. */
  newWords: string;
  empty: ReactNode;
  /** One of them, with its key. `onChange` opens it for writing. */
  item: (one: T, onChange: () => void) => ReactNode;
  /** Where one is written: a new one when there is none yet. */
  drawer: (one: T | undefined, onClose: () => void) => ReactNode;
}

/** Things that people write and keep, with the ways to write another and to change one. */
export function KeptPanel<T>({ title, answer, mayChange, newWords, empty, item, drawer }: KeptPanelProps<T>) {
  const [written, setWritten] = useState<{ one: T | undefined }>();
  return (
    <>
      <AnswerPanel
        title={title}
        answer={answer}
        flush
        actions={
          mayChange && (
            <Button size="compact-sm" variant="default" onClick={() => setWritten({ one: undefined })}>
              {newWords}
            </Button>
          )
        }
        isEmpty={({ items }) => items.length === 0}
        empty={empty}
      >
        {({ items }) => <ItemList label={title}>{items.map((one) => item(one, () => setWritten({ one })))}</ItemList>}
      </AnswerPanel>
      {written !== undefined && drawer(written.one, () => setWritten(undefined))}
    </>
  );
}

interface KeptActionsProps {
  onChange: () => void;
  /** Asked before it is deleted. */
  question: string;
  consequence?: string;
  remove: Change<undefined>;
}

/** What can be done with a thing that is kept. */
export function KeptActions({ onChange, question, consequence, remove }: KeptActionsProps) {
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={onChange}>
        Change
      </Button>
      <ConfirmButton
        question={question}
        consequence={consequence}
        loading={remove.isRunning}
        onConfirm={() => remove.run(undefined)}
      >
        Delete
      </ConfirmButton>
    </>
  );
}
