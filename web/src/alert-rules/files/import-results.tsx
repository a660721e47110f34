import type { components } from '../../api/schema.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { blockOf, compareLines } from './compare-lines.js';
import styles from './import-dialog.module.css';
import { useRuleFile } from './use-rule-file.js';

type ImportResult = components['schemas']['RuleImportResult'];
type ImportedRule = components['schemas']['ImportedRule'];

const TONES: Readonly<Record<ImportedRule['status'], Tone>> = {
  created: 'good',
  changed: 'info',
  unchanged: 'unknown',
  invalid: 'critical',
};
const WORDS: Readonly<Record<ImportedRule['status'], string>> = {
  created: 'new',
  changed: 'changes',
  unchanged: 'as it is',
  invalid: 'cannot be taken',
};

/** What a file would make of each rule, or has made of it: with the lines that differ, and the faults of what cannot be taken. */
export function ImportResults({ yaml, result }: { yaml: string; result: ImportResult }) {
  const { items } = result;
  return (
    <ul className={styles.results} aria-label="What would change">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may name a rule twice, and its order does not change
        <li key={index}>
          <span className={styles.head}>
            <StateBadge tone={TONES[item.status]}>{WORDS[item.status]}</StateBadge>
            <b>{item.name ?? 'A rule without a name'}</b> line {item.line}
          </span>
          {item.errors.map(({ path, message }) => (
            <p key={path + message} className={styles.faults}>
              <code>{path}</code> {message}
            </p>
          ))}
          {item.status === 'changed' && item.name !== null && result.dry_run && (
            <Differences name={item.name} lines={blockOf(yaml, item.line, items[index + 1]?.line)} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** The lines of a rule as it is against those of the file. */
function Differences({ name, lines }: { name: string; lines: readonly string[] }) {
  const { data } = useRuleFile(name);
  if (data === undefined) return null;
  // The export begins with the line "rules:".
  const compared = compareLines(blockOf(data, 2, undefined), lines).filter(({ kind }) => kind !== 'same');
  if (compared.length === 0) return null;
  return (
    <pre className={styles.lines}>
      {compared.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <span key={index} data-kind={kind}>
          {kind === 'gone' ? '−' : '+'} {text}
        </span>
      ))}
    </pre>
  );
}
