import { Button, SegmentedControl } from '@mantine/core';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { useNow } from '../../app/use-now.js';
import { formatSpan } from '../../format/duration.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import type { Alert, Silence } from '../alert.js';
import { Item, ItemList } from '../kept/item-list.js';
import { meetsAll } from '../matchers/match-alert.js';
import { MatcherList } from '../matchers/matcher-list.js';
import { useOpenAlerts } from '../use-alerting.js';
import { ExtendMenu } from './extend-menu.js';
import { copySilence, extendSilence, newSilence, type SilenceDraft } from './silence-draft.js';

interface SilencesPanelProps {
  isExpired: boolean;
  onExpired: (isExpired: boolean) => void;
  mayChange: boolean;
  onWrite: (draft: SilenceDraft) => void;
}

/** The silences that hold or will, or those that are over. */
export function SilencesPanel({ isExpired, onExpired, mayChange, onWrite }: SilencesPanelProps) {
  const answer = useGet('/silences', {
    query: isExpired ? { status: ['expired'] } : undefined,
    topics: ['alerts'],
  });
  const alerts = useOpenAlerts().data?.items ?? [];
  return (
    <AnswerPanel
      title="Silences"
      answer={answer}
      flush
      actions={
        <>
          <SegmentedControl
            aria-label="Which silences"
            size="xs"
            data={[
              { value: 'current', label: 'Current' },
              { value: 'expired', label: 'Over' },
            ]}
            value={isExpired ? 'expired' : 'current'}
            onChange={(which) => onExpired(which === 'expired')}
          />
          {mayChange && (
            <Button size="compact-sm" onClick={() => onWrite(newSilence([]))}>
              New silence
            </Button>
          )}
        </>
      }
      isEmpty={({ items }) => items.length === 0}
      empty={
        isExpired ? (
          <Empty title="No silence is over" />
        ) : (
          <Empty title="Nothing is silenced">
            A silence keeps people from being told of some alerts for a while: during repairs, or while somebody works
            on it.
          </Empty>
        )
      }
    >
      {({ items }) => (
        <ItemList label="Silences">
          {items.map((silence) => (
            <SilenceItem
              key={silence.silence_id}
              silence={silence}
              alerts={alerts}
              mayChange={mayChange}
              onWrite={onWrite}
            />
          ))}
        </ItemList>
      )}
    </AnswerPanel>
  );
}

interface SilenceItemProps {
  silence: Silence;
  alerts: readonly Alert[];
  mayChange: boolean;
  onWrite: (draft: SilenceDraft) => void;
}

function SilenceItem({ silence, alerts, mayChange, onWrite }: SilenceItemProps) {
  const { silence_id, status, matchers, comment, author, starts_at, ends_at } = silence;
  const expire = useChange(() => api.POST('/silences/{silence_id}/expire', { params: { path: { silence_id } } }), {
    topics: ['alerts'],
    done: 'The silence is over',
  });
  const met = status === 'expired' ? [] : alerts.filter((alert) => meetsAll(matchers, alert));
  return (
    <Item
      title={comment}
      badge={<StatusBadge status={status} />}
      actions={
        mayChange && (
          <>
            {status !== 'expired' && <ExtendMenu silence={silence} onOther={() => onWrite(extendSilence(silence))} />}
            <Button variant="default" size="compact-sm" onClick={() => onWrite(copySilence(silence))}>
              {status === 'expired' ? 'Silence again' : 'Copy'}
            </Button>
            {status !== 'expired' && (
              <ConfirmButton
                question="End this silence now?"
                consequence="Alerts that it hid and that still fire are told at once."
                verb="End it"
                loading={expire.isRunning}
                onConfirm={() => expire.run(undefined)}
              >
                End
              </ConfirmButton>
            )}
          </>
        )
      }
    >
      <MatcherList matchers={matchers} />
      <p>
        <Span startsAt={starts_at} endsAt={ends_at} status={status} /> · by {author}
        {status !== 'expired' && (
          <>
            {' · '}
            {met.length === 0
              ? 'no open alert fits'
              : `fits ${met.length} open ${met.length === 1 ? 'alert' : 'alerts'}`}
          </>
        )}
      </p>
    </Item>
  );
}

function StatusBadge({ status }: { status: Silence['status'] }) {
  if (status === 'active') return <StateBadge tone="info">holds</StateBadge>;
  return (
    <StateBadge tone={status === 'pending' ? 'pending' : 'unknown'}>
      {status === 'pending' ? 'to come' : 'over'}
    </StateBadge>
  );
}

function Span({ startsAt, endsAt, status }: { startsAt: string; endsAt: string; status: Silence['status'] }) {
  const now = useNow(1000);
  return (
    <>
      <Moment at={startsAt} /> to <Moment at={endsAt} />
      {status === 'active' && `, another ${formatSpan(Date.parse(endsAt) - now)}`}
      {status === 'pending' && `, begins in ${formatSpan(Date.parse(startsAt) - now)}`}
    </>
  );
}
