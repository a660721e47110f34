import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../../state/icon.js';
import { spellValue } from '../trace/find-spans.js';
import styles from './attribute-list.module.css';
import { CopyButton } from './copy-button.js';

/** So many attributes are seen at a glance. */
const FEW = 8;
/** Longer values scroll, so the keyboard must reach them, characters. */
const LONG = 150;

interface AttributeListProps {
  attributes: Readonly<Record<string, unknown>>;
  /** What they are of, for the field that looks among them. */
  label: string;
  /** The service in whose spans traces with the same value are searched; without it there is no such link. */
  service?: string;
}

/** Names and values, to be looked through, copied, and searched by. */
export function AttributeList({ attributes, label, service }: AttributeListProps) {
  const [sought, setSought] = useState('');
  const all = Object.entries(attributes).map(([name, value]) => [name, spellValue(value)] as const);
  const shown = all.filter((both) => both.some((text) => text.toLowerCase().includes(sought.trim().toLowerCase())));
  return (
    <div className={styles.attributes}>
      {all.length > FEW && (
        <TextInput
          size="xs"
          aria-label={`Find among ${label}`}
          placeholder={`Find among ${all.length}`}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      <dl>
        {shown.map(([name, value]) => (
          <div key={name} className={styles.attribute}>
            <dt title={name}>{name}</dt>
            <dd>
              <span className={styles.value} tabIndex={value.length > LONG ? 0 : undefined}>
                {value}
              </span>
              <span className={styles.tools}>
                <CopyButton text={value} what={name} />
                {service !== undefined && (
                  <Link
                    to="/traces"
                    search={{ service, attribute: [`${name}:${value}`] }}
                    aria-label={`Find traces with this ${name}`}
                    title="Find traces with this"
                  >
                    <Icon name="filter" size={13} />
                  </Link>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
