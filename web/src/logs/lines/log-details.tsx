import { ActionIcon, Button } from '@mantine/core';
import { Icon, type IconName } from '../../state/icon.js';
import { copyText } from '../copy-text.js';
import { fieldsOf, filterFor, type LogField, type LogRecord } from '../log-field.js';
import { withAttribute, without } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';
import styles from './log-details.module.css';
import { LogLinks } from './log-links.js';
import { MarkedText } from './marked-text.js';

/** All that a record says: its whole message, where it leads, and each field with what can be done with it. */
export function LogDetails({ record, pattern }: { record: LogRecord; pattern: RegExp | undefined }) {
  const { change } = useLogSearch();
  return (
    <div className={styles.details}>
      <div className={styles.links}>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<Icon name="table" size={14} />}
          onClick={() => change({ line: record.log_id })}
        >
          Context
        </Button>
        <LogLinks record={record} />
      </div>
      <pre className={styles.message}>
        <MarkedText text={record.message} pattern={pattern} />
      </pre>
      <dl className={styles.fields} aria-label="Fields">
        <div className={styles.field}>
          <dt>timestamp</dt>
          <dd>{record.timestamp}</dd>
        </div>
        {fieldsOf(record).map((field) => (
          <Field key={field.key} field={field} />
        ))}
      </dl>
    </div>
  );
}

function Field({ field }: { field: LogField }) {
  const { search, change } = useLogSearch();
  const { key, name, text, filter } = field;
  const isColumn = search.columns?.includes(key) ?? false;
  return (
    <div className={styles.field}>
      <dt title={key}>{name}</dt>
      <dd>
        {filter === undefined ? (
          <span className={styles.value}>{text}</span>
        ) : (
          <button
            type="button"
            className={styles.value}
            title={`Only lines with ${name} ${text}`}
            onClick={() => change(filterFor(search, field))}
          >
            {text}
          </button>
        )}
        <span className={styles.tools}>
          {filter !== undefined && (
            <Tool icon="filter" label={`Filter for ${name}`} onClick={() => change(filterFor(search, field))} />
          )}
          {filter === 'attribute' && (
            <Tool
              icon="close"
              label={`Filter out ${name}`}
              onClick={() => change(withAttribute(search, 'exclude', `${name}:${text}`))}
            />
          )}
          <Tool
            icon="table"
            label={`${isColumn ? 'Remove' : 'Add'} column ${name}`}
            isOn={isColumn}
            onClick={() =>
              change({ columns: isColumn ? without(search.columns, key) : [...(search.columns ?? []), key] })
            }
          />
          <Tool icon="copy" label={`Copy ${name}`} onClick={() => copyText(text, name)} />
        </span>
      </dd>
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  label: string;
  isOn?: boolean;
  onClick: () => void;
}

function Tool({ icon, label, isOn = false, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant={isOn ? 'light' : 'subtle'}
      color="gray"
      size="xs"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} size={13} />
    </ActionIcon>
  );
}
