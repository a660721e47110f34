import type { components } from '../../api/schema.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { spellTags } from './firing-spans.js';
import styles from './firing-timeline.module.css';

type EvaluatedGroup = components['schemas']['EvaluatedGroupView'];

const MOST = 8;
const ORDER = ['firing', 'pending', 'inactive', 'resolved'];
const TONES: Readonly<Record<string, Tone>> = {
  firing: 'critical',
  pending: 'pending',
  inactive: 'good',
  resolved: 'good',
};
const WORDS: Readonly<Record<string, string>> = {
  firing: 'fires',
  pending: 'pending',
  inactive: 'fine',
  resolved: 'fine',
};

/** What each group is now, and why, in the service's own words; those that matter first. */
export function TrialGroups({ groups }: { groups: readonly EvaluatedGroup[] }) {
  const sorted = groups.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return (
    <>
      <ul className={styles.groups} aria-label="What it finds now">
        {sorted.slice(0, MOST).map(({ tags, status, reason }) => (
          <li key={JSON.stringify(tags)}>
            <StateBadge tone={TONES[status] ?? 'unknown'}>{WORDS[status] ?? status}</StateBadge>
            <span>
              {spellTags(tags)}
              {Object.keys(tags).length > 0 && ': '}
              {reason}
            </span>
          </li>
        ))}
      </ul>
      {groups.length > MOST && <p className={styles.facts}>And {groups.length - MOST} more groups.</p>}
    </>
  );
}
