import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { ACTION_WORDS } from '../words.js';
import type { SubjectState } from './subject-state.js';

/** What holds of somebody, in a few words; nothing where nothing does. */
export function SubjectBadge({ state: { decision, isAllowed } }: { state: SubjectState }) {
  if (isAllowed) return <StateBadge tone="good">On the allow list</StateBadge>;
  if (decision === undefined) return null;
  return (
    <span title={decision.reason}>
      <StateBadge tone={decision.action === 'block' ? 'critical' : 'info'}>
        {ACTION_WORDS[decision.action]}
        {decision.expires_at === null ? (
          ' until withdrawn'
        ) : (
          <>
            {' until '}
            <Moment at={decision.expires_at} />
          </>
        )}
      </StateBadge>
    </span>
  );
}
