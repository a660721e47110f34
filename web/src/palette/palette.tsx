import { Loader, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useGet } from '../api/use-get.js';
import { addressOf, KIND_WORDS } from '../app/find-address.js';
import { PAGES } from '../app/navigation.js';
import { Icon } from '../state/icon.js';
import styles from './palette.module.css';

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly kind: string;
  readonly to: string;
}

/** How long somebody may pause while typing before the service is asked. */
const PAUSE_MS = 150;

/** Search over everything: pages, services, operations, metrics, errors, alert rules, traces by their id. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const list = useId();
  const found = useGet('/search', { query: { q: asked }, enabled: asked !== '' });
  const choices = [...pagesLike(text), ...(asked === '' ? [] : (found.data?.items ?? []).map(choiceOf))];
  const active = Math.min(chosen, choices.length - 1);

  function go(choice: Choice | undefined): void {
    if (choice === undefined) return;
    onClose();
    void navigate({ to: choice.to as never });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(choices.length - 1, active + step)));
    } else if (event.key === 'Enter') {
      go(choices[active]);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      aria-label="Search"
      yOffset="10vh"
      centered={false}
    >
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        className={styles.field}
        placeholder="Search services, errors, metrics, traces by id …"
        role="combobox"
        aria-label="Search"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        leftSection={found.isLoading && asked !== '' ? <Loader size={16} /> : <Icon name="search" size={18} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label="Found" className={styles.list}>
        {choices.map((choice, index) => (
          <div
            key={choice.key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.choice}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(choice)}
            onKeyDown={onKeyDown}
          >
            <span className={styles.kind}>{choice.kind}</span>
            <span className={styles.title}>{choice.title}</span>
            {choice.subtitle !== undefined && <span className={styles.subtitle}>{choice.subtitle}</span>}
          </div>
        ))}
      </div>
      {found.failure !== undefined && <p className={styles.nothing}>{found.failure.message}</p>}
      {choices.length === 0 && !found.isLoading && <p className={styles.nothing}>Nothing is called that.</p>}
    </Modal>
  );
}

function pagesLike(text: string): Choice[] {
  const wanted = text.trim().toLowerCase();
  return PAGES.filter(({ label }) => label.toLowerCase().includes(wanted)).map(({ label, to }) => ({
    key: to,
    title: label,
    kind: 'Page',
    to,
  }));
}

function choiceOf(item: { kind: string; id: string; title: string; subtitle?: string | null }): Choice {
  const to = addressOf(item.kind, item.id);
  return {
    key: `${item.kind} ${item.id}`,
    title: item.title,
    subtitle: item.subtitle ?? undefined,
    kind: KIND_WORDS[item.kind] ?? item.kind,
    to,
  };
}
