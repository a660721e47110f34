import { SegmentedControl } from '@mantine/core';
import { chooseScheme, SCHEME_CHOICES, type SchemeChoice, useSchemeChoice } from '../app/color-scheme.js';
import { Panel } from '../panel/panel.js';
import styles from './settings.module.css';

const LABELS: Readonly<Record<SchemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** How the pages look in this browser. */
export function AppearanceView() {
  const choice = useSchemeChoice();
  return (
    <Panel title="Colours">
      <p className={styles.lead}>Kept in this browser alone. “As the system” follows its change from day to night.</p>
      <SegmentedControl
        aria-label="Colours"
        value={choice}
        onChange={(next) => chooseScheme(next as SchemeChoice)}
        data={SCHEME_CHOICES.map((value) => ({ value, label: LABELS[value] }))}
      />
    </Panel>
  );
}
