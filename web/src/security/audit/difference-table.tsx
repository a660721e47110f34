import styles from './audit.module.css';
import { type Difference, differences } from './difference.js';

type Thing = Readonly<Record<string, unknown>> | null;

const WORDS = { added: 'new', removed: 'gone', changed: 'changed', same: '' } as const;
const SIGNS = { added: '+', removed: '−', changed: '±', same: '' } as const;

/** What an act made of a thing: what changed first, then what stayed. */
export function DifferenceTable({ before, after }: { before: Thing; after: Thing }) {
  const rows = differences(before, after).toSorted((left, right) => rank(left) - rank(right));
  if (rows.length === 0) return null;
  return (
    <section className={styles.part}>
      <h4>{before === null ? 'What was made' : after === null ? 'What is gone' : 'What changed'}</h4>
      <div className={styles.scroller} role="region" aria-label="Before and after" tabIndex={0}>
        <table className={styles.difference}>
          <thead>
            <tr>
              <th scope="col">Member</th>
              {before !== null && <th scope="col">Before</th>}
              {after !== null && <th scope="col">After</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.path} data-kind={row.kind}>
                <th scope="row">
                  <span className={styles.sign} title={WORDS[row.kind]} aria-hidden="true">
                    {SIGNS[row.kind]}
                  </span>
                  {row.path}
                  <span className="visually-hidden"> {WORDS[row.kind]}</span>
                </th>
                {before !== null && <td data-side="before">{row.before}</td>}
                {after !== null && <td data-side="after">{row.after}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function rank({ kind }: Difference): number {
  return kind === 'same' ? 1 : 0;
}
