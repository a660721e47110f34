import { StateIcon } from '../../state/state-icon.js';
import { LEVEL_TONES, type LogLevel } from '../log-level.js';
import styles from './level-sign.module.css';

/** A level as a word, from warnings on with the sign and colour of its state. */
export function LevelSign({ level }: { level: LogLevel }) {
  const tone = LEVEL_TONES[level];
  return (
    <span className={styles.level} data-tone={tone} data-quiet={tone === undefined}>
      {tone !== undefined && <StateIcon tone={tone} size={13} />}
      {level}
    </span>
  );
}
