import { SegmentedControl } from '@mantine/core';
import { TIME_WINDOWS, type TimeWindow } from './time-window.js';
import styles from './window-picker.module.css';

/** Chooses how far back the page looks. A group of radio buttons: the arrow keys work. */
export function WindowPicker({ value, onChange }: { value: TimeWindow; onChange: (next: TimeWindow) => void }) {
  return (
    <SegmentedControl
      aria-label="Time range"
      data={TIME_WINDOWS.map((window) => ({ value: window, label: window.replace('m', ' min').replace('h', ' h') }))}
      value={value}
      onChange={(next) => onChange(next as TimeWindow)}
      size="sm"
      radius="md"
      withItemsBorders={false}
      classNames={{ root: styles.root, indicator: styles.indicator, label: styles.label }}
    />
  );
}
