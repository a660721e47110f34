import styles from './state-icon.module.css';
import type { Tone } from './tone.js';

const SHAPES: Record<Tone, React.ReactNode> = {
  critical: (
    <>
      <path d="M7.5 2h9L22 7.5v9L16.5 22h-9L2 16.5v-9z" />
      <path className={styles.mark} d="M12 7v6.5M12 17v.01" />
    </>
  ),
  error: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path className={styles.mark} d="M12 7v6.5M12 17v.01" />
    </>
  ),
  warning: (
    <>
      <path d="M12 2.5 23 21.5H1z" />
      <path className={styles.mark} d="M12 9.5v5M12 18v.01" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path className={styles.mark} d="M12 11.5V17M12 7.5v.01" />
    </>
  ),
  good: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path className={styles.mark} d="m7.5 12.5 3 3 6-6.5" />
    </>
  ),
  pending: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path className={styles.mark} d="M12 7v5.5l3.5 2" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path className={styles.mark} d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7M12 17v.01" />
    </>
  ),
};

/** A state as shape and colour; the word for it stands beside it, so it is hidden from screen readers. */
export function StateIcon({ tone, size = 18 }: { tone: Tone; size?: number }) {
  return (
    <svg className={styles.icon} data-tone={tone} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {SHAPES[tone] ?? SHAPES.critical}
    </svg>
  );
}
