import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmButton } from '../actions/confirm-button.js';
import { useRemoval } from '../alert-rules/use-removal.js';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { api } from '../api/request.js';
import { useChange } from '../api/use-change.js';
import { useGet } from '../api/use-get.js';
import { Page } from '../page/page.js';
import { AnswerView } from '../panel/answer-view.js';
import { Facts } from '../panel/facts.js';
import { Panel } from '../panel/panel.js';
import { StateBadge } from '../state/state-badge.js';
import { type Channel, labelOf, targetOf } from './channel.js';
import { type ChannelDraft, draftOfChannel, patchOfChannel } from './channel-draft.js';
import { ChannelForm } from './channel-form.js';
import styles from './channels.module.css';
import { RecentMessages } from './recent-messages.js';
import { TestPanel } from './test-panel.js';
import { countUsers, useChannelUsers } from './use-channel-users.js';
import { UsersPanel } from './users-panel.js';

const route = getRouteApi('/alerts/channels/$name');
const TOPICS = ['configuration'] as const;

/** One channel: whether it works, who uses it, and the way to change it. */
export function ChannelPage() {
  const { name } = route.useParams();
  const answer = useGet('/channels/{name}', { path: { name }, topics: TOPICS });
  const channel = answer.data?.name === name ? answer.data : undefined;
  return (
    <Page
      title={name}
      badge={
        channel &&
        (channel.unavailable === null ? (
          <StateBadge tone="good">ready</StateBadge>
        ) : (
          <StateBadge tone="unknown">not ready</StateBadge>
        ))
      }
      about={channel && `${labelOf(channel.type)} · ${targetOf(channel)}`}
      actions={channel !== undefined && !channel.built_in && <DeleteChannel channel={channel} />}
    >
      <AlertsTabs />
      <AnswerView answer={{ ...answer, data: channel }} waitingHeight={400}>
        {(known) => (known.built_in ? <BuiltInChannel channel={known} /> : <OwnChannel key={name} channel={known} />)}
      </AnswerView>
    </Page>
  );
}

function Observations({ channel }: { channel: Channel }) {
  const usersOf = useChannelUsers();
  return (
    <>
      <TestPanel channel={channel} />
      <RecentMessages name={channel.name} />
      <UsersPanel users={usersOf(channel.name)} />
    </>
  );
}

function BuiltInChannel({ channel }: { channel: Channel }) {
  const { settings, secrets } = channel;
  const facts = [
    ...Object.entries(settings).map(
      ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)] as const,
    ),
    ...Object.entries(secrets),
    ['messages a minute', channel.messages_per_minute ?? 'no limit'] as const,
    ['grouping', channel.grouping === null ? 'none' : JSON.stringify(channel.grouping)] as const,
  ];
  return (
    <div className={styles.columns}>
      <Panel title="Described by the environment">
        <p className={styles.small}>
          {channel.unavailable === null
            ? 'It is changed where the service is started, by its variables.'
            : `Nothing is sent: ${channel.unavailable}. Set it where the service is started, or make a channel of your own here.`}
        </p>
        <Facts items={facts} />
      </Panel>
      <div className={styles.stack}>
        <Observations channel={channel} />
      </div>
    </div>
  );
}

function OwnChannel({ channel }: { channel: Channel }) {
  const [base, setBase] = useState(channel);
  const [draft, setDraft] = useState(() => draftOfChannel(channel));
  const isChanged = Object.keys(patchOfChannel(draftOfChannel(base), draft)).length > 0;
  const saving = useChange(
    (next: ChannelDraft) =>
      api.PATCH('/channels/{name}', {
        params: { path: { name: channel.name } },
        body: patchOfChannel(draftOfChannel(base), next),
      }),
    {
      topics: TOPICS,
      done: ({ name }) => `${name} is saved`,
      onDone: (saved, sent) => {
        setBase(saved);
        setDraft((now) => (now === sent ? draftOfChannel(saved) : now));
      },
      showsFailure: true,
    },
  );
  return (
    <ChannelForm
      draft={draft}
      onChange={setDraft}
      known={base.secrets}
      failure={saving.failure}
      isSaving={saving.isRunning}
      onSave={() => saving.run(draft)}
      verb="Save changes"
      canSave={isChanged}
      aside={<Observations channel={channel} />}
    >
      {!isChanged && <p>Nothing is changed.</p>}
    </ChannelForm>
  );
}

function DeleteChannel({ channel: { name } }: { channel: Channel }) {
  const navigate = useNavigate();
  const users = countUsers(useChannelUsers()(name));
  const { run } = useRemoval(() => api.DELETE('/channels/{name}', { params: { path: { name } } }), {
    done: () => `${name} is deleted`,
    leave: () => navigate({ to: '/alerts/channels' }),
  });
  return (
    <ConfirmButton
      size="sm"
      question={`Delete the channel ${name}?`}
      consequence={
        users === ''
          ? 'What still was to go there is skipped, and its secrets are gone. Nobody names it.'
          : `It is used by ${users}: the service refuses to delete it until these tell by another channel.`
      }
      verb="Delete the channel"
      onConfirm={() => run(undefined)}
    >
      Delete
    </ConfirmButton>
  );
}
