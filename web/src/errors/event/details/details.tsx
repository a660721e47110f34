import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../../panel/facts.js';
import { Panel } from '../../../panel/panel.js';
import type { ErrorEvent } from '../../group/group.js';
import styles from './details.module.css';
import { type DetailSection, readDetails } from './read-details.js';

/** More than this is shown when somebody asks for it. */
const SHOWN = 12;

/** What an event tells beside the error itself: its request, browser, machine, and whatever its sender added. */
export function Details({ event }: { event: ErrorEvent }) {
  const sections = readDetails(event.additional_data);
  if (sections.length === 0) return null;
  return (
    <Panel title="What its sender told">
      <div className={styles.sections}>
        {sections.map((section, index) => (
          <Section key={`${index.toString()} ${section.title}`} section={section} />
        ))}
      </div>
    </Panel>
  );
}

function Section({ section: { title, facts } }: { section: DetailSection }) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? facts : facts.slice(0, SHOWN);
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <Facts items={shown} />
      {facts.length > shown.length && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setIsOpen(true)}>
          {facts.length - shown.length} more
        </Button>
      )}
    </section>
  );
}
