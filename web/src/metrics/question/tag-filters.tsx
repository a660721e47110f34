import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../state/icon.js';
import styles from './tag-filters.module.css';
import { TagTermForm } from './tag-term-form.js';
import { type Comparison, readTerms, type TagTerm, writeTerms } from './tag-terms.js';

const SIGNS: Readonly<Record<Comparison, string>> = {
  is: '=',
  'is-not': '≠',
  'one-of': 'one of',
  'none-of': 'none of',
  matches: 'matches',
  'matches-not': 'matches not',
};

interface TagFiltersProps {
  tags: string | undefined;
  onChange: (tags: string | undefined) => void;
  /** The metric whose tags and values are suggested. */
  metric: string | undefined;
  tagNames: readonly string[];
}

/** The conditions on tags of one question: each can be changed, taken away, and more be put to them. */
export function TagFilters({ tags, onChange, metric, tagNames }: TagFiltersProps) {
  const [open, setOpen] = useState<number>();
  const terms = readTerms(tags);
  if (terms === undefined) {
    return (
      <p className={styles.bar}>
        <span className={styles.label}>The filter cannot be read: {tags}</span>
        <Button variant="default" size="compact-xs" onClick={() => onChange(undefined)}>
          Take it away
        </Button>
      </p>
    );
  }
  const without = (position: number) => terms.filter((_, at) => at !== position);
  const put = (position: number, term: TagTerm) => {
    onChange(writeTerms(terms.toSpliced(position, 1, term)));
    setOpen(undefined);
  };
  return (
    <div className={styles.filters}>
      <div className={styles.bar}>
        {terms.map((term, position) => (
          <span key={wordsOf(term)} className={styles.term}>
            <button
              type="button"
              className={styles.words}
              aria-expanded={open === position}
              title={wordsOf(term)}
              onClick={() => setOpen(open === position ? undefined : position)}
            >
              {wordsOf(term)}
            </button>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove filter ${wordsOf(term)}`}
              onClick={() => onChange(writeTerms(without(position)))}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="filter" size={13} />}
          aria-expanded={open === terms.length}
          onClick={() => setOpen(open === terms.length ? undefined : terms.length)}
        >
          Filter by tag
        </Button>
      </div>
      {open !== undefined && (
        <TagTermForm
          key={open}
          term={terms[open]}
          metric={metric}
          tagNames={tagNames}
          onDone={(term) => put(open, term)}
          onCancel={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function wordsOf({ tag, comparison, values }: TagTerm): string {
  const words = values.map((value) => (value === '' ? '(none)' : value)).join(', ');
  return `${tag} ${SIGNS[comparison]} ${words}`;
}
