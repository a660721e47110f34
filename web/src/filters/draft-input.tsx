import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

/** How long somebody may pause while typing before it counts. */
const PAUSE_MS = 350;

interface DraftInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | undefined;
  /** Called when the typing pauses, and at once with Enter. Empty text is undefined. */
  onCommit: (value: string | undefined) => void;
}

/** A text field whose value is somewhere else (the page's address), written there when the typing pauses. */
export function DraftInput({ value, onCommit, ...input }: DraftInputProps) {
  const [draft, setDraft] = useState(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(value ?? '');

  // Changed elsewhere: by Back, by a link.
  useEffect(() => {
    if ((value ?? '') === sent.current) return;
    sent.current = value ?? '';
    setDraft(value ?? '');
  }, [value]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function commit(text: string): void {
    clearTimeout(timer.current);
    sent.current = text.trim();
    onCommit(sent.current === '' ? undefined : sent.current);
  }

  return (
    <TextInput
      size="sm"
      {...input}
      value={draft}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value;
        setDraft(text);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => commit(text), PAUSE_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget.value);
      }}
    />
  );
}
