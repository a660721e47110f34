import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatSpanOfTime } from '../format/clock.js';
import { Icon } from '../state/icon.js';
import styles from './range-picker.module.css';
import { LENGTHS, lengthInWords, resolveRange, type TimeRange, widen } from './time-range.js';
import { useTimeRange } from './use-time-range.js';

/** Chooses what the page looks at: a length that ends now, or a span. */
export function RangePicker() {
  const { range, setRange } = useTimeRange();
  const [isOpen, setIsOpen] = useState(false);

  function choose(next: TimeRange): void {
    setIsOpen(false);
    setRange(next);
  }

  return (
    <div className={styles.picker}>
      <ActionIcon
        variant="default"
        size={34}
        aria-label="Zoom out"
        title="Zoom out to twice as long"
        onClick={() => setRange(widen(range, Date.now()))}
      >
        <Icon name="zoom-out" />
      </ActionIcon>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus shadow="md">
        <Popover.Target>
          <Button
            variant="default"
            size="sm"
            aria-label={`Time range: ${nameOf(range)}`}
            onClick={() => setIsOpen(!isOpen)}
            leftSection={<Icon name="clock" />}
          >
            {nameOf(range)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={styles.choices}>
            <div className={styles.lengths}>
              {LENGTHS.map((length) => (
                <Button
                  key={length}
                  variant={'last' in range && range.last === length ? 'filled' : 'default'}
                  size="compact-sm"
                  onClick={() => choose({ last: length })}
                >
                  Last {lengthInWords(length)}
                </Button>
              ))}
            </div>
            <SpanForm range={range} onChoose={choose} />
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function SpanForm({ range, onChoose }: { range: TimeRange; onChoose: (range: TimeRange) => void }) {
  const shown = resolveRange(range, Date.now());
  const [from, setFrom] = useState(localText(shown.from));
  const [to, setTo] = useState(localText(shown.to));
  const next = { from: Date.parse(from), to: Date.parse(to) };
  const isGood = next.from < next.to;
  return (
    <form
      className={styles.span}
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) onChoose(next);
      }}
    >
      <TextInput
        type="datetime-local"
        step="1"
        label="From"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        step="1"
        label="To"
        value={to}
        error={isGood ? undefined : 'must be after the start'}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-md" disabled={!isGood}>
        Show
      </Button>
    </form>
  );
}

function nameOf(range: TimeRange): string {
  return 'last' in range ? `Last ${lengthInWords(range.last)}` : formatSpanOfTime(range.from, range.to);
}

/** A moment as a datetime-local field takes it: in the reader's zone. */
function localText(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
