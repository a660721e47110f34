import { Button, Switch } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import { fieldName } from '../log-field.js';
import { without } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';
import styles from './line-tools.module.css';

/** How lines are shown: wrapped or cut, and which fields have columns. */
export function LineTools() {
  const { search, change } = useLogSearch();
  return (
    <>
      {search.columns?.map((key) => (
        <Button
          key={key}
          className={styles.column}
          variant="default"
          size="compact-xs"
          rightSection={<Icon name="close" size={12} />}
          aria-label={`Remove column ${fieldName(key)}`}
          onClick={() => change({ columns: without(search.columns, key) })}
        >
          {fieldName(key)}
        </Button>
      ))}
      <Switch
        size="xs"
        label="Wrap"
        checked={search.wrap === 'on'}
        onChange={({ currentTarget }) => change({ wrap: currentTarget.checked ? 'on' : undefined })}
      />
    </>
  );
}
