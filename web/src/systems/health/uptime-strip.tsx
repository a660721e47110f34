import { formatDayAndTime, formatHourMinute } from '../../format/clock.js';
import type { StepState } from './judge-uptime.js';
import styles from './uptime-strip.module.css';

const DAY_MS = 86_400_000;
const WORDS: Readonly<Record<StepState, string>> = {
  up: 'up',
  partly: 'partly down',
  down: 'down',
  unknown: 'not checked',
};

interface UptimeStripProps {
  label: string;
  states: readonly StepState[];
  /** When the first step starts and how long each is, ms. */
  from: number;
  stepMs: number;
}

/** What checks found, step by step, as a row of marks: tall is up, low is down, so that colour is not alone in telling. */
export function UptimeStrip({ label, states, from, stepMs }: UptimeStripProps) {
  const isLong = states.length * stepMs >= DAY_MS;
  const spellTime = isLong ? formatDayAndTime : formatHourMinute;
  const timeOf = (step: number) =>
    `${spellTime(from + step * stepMs)} – ${formatHourMinute(from + (step + 1) * stepMs)}`;
  const bad = states.filter((state) => state === 'down' || state === 'partly').length;
  const summary = bad === 0 ? 'never down' : `down in ${bad} of ${states.length} steps`;
  return (
    <span className={styles.strip} role="img" aria-label={`${label}: ${summary}`}>
      {states.map((state, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is told by its place alone
        <span key={step} data-state={state} title={`${timeOf(step)}: ${WORDS[state]}`} />
      ))}
    </span>
  );
}
