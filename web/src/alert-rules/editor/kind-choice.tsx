import { KIND_WORDS, KINDS, type Kind } from '../kinds.js';
import styles from './editor.module.css';

/** What a rule looks for: each kind with what it is for. */
export function KindChoice({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  return (
    <fieldset className={styles.kinds}>
      <legend className="visually-hidden">Kind of rule</legend>
      {KINDS.map((kind) => (
        <label key={kind} className={styles.kind}>
          <input type="radio" name="kind" checked={kind === value} onChange={() => onChange(kind)} />
          <b>{KIND_WORDS[kind].label}</b>
          <span>{KIND_WORDS[kind].about}</span>
        </label>
      ))}
    </fieldset>
  );
}
