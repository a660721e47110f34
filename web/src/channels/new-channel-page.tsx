import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import editor from '../alert-rules/editor/editor.module.css';
import { faultAt } from '../alert-rules/editor/faults.js';
import { LinkButton } from '../alert-rules/link-button.js';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { api } from '../api/request.js';
import { useChange } from '../api/use-change.js';
import { Page } from '../page/page.js';
import { Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { useMayChange } from '../sign-in/session.js';
import { CHANNEL_SHAPES, CHANNEL_TYPES } from './channel.js';
import { type ChannelDraft, EMPTY_CHANNEL, requestOfChannel } from './channel-draft.js';
import { ChannelForm } from './channel-form.js';

/** Makes a new channel of any type. */
export function NewChannelPage() {
  const mayChange = useMayChange();
  return (
    <Page title="New channel">
      <AlertsTabs />
      {mayChange ? (
        <NewChannel />
      ) : (
        <Panel title="Channel">
          <Empty title="Only administrators make channels">Ask one, or sign in with a token whose role is admin.</Empty>
        </Panel>
      )}
    </Page>
  );
}

function NewChannel() {
  const [draft, setDraft] = useState(EMPTY_CHANNEL);
  const navigate = useNavigate();
  const saving = useChange((next: ChannelDraft) => api.POST('/channels', { body: requestOfChannel(next) }), {
    topics: ['configuration'],
    done: ({ name }) => `${name} is made: try it now`,
    onDone: ({ name }) => void navigate({ to: '/alerts/channels/$name', params: { name } }),
    showsFailure: true,
  });
  const faults = saving.failure?.faults ?? [];
  return (
    <ChannelForm
      draft={draft}
      onChange={setDraft}
      known={{}}
      failure={saving.failure}
      isSaving={saving.isRunning}
      onSave={() => saving.run(draft)}
      verb="Make the channel"
      head={
        <Panel title="Type and name">
          <div className={editor.section}>
            <fieldset className={editor.kinds}>
              <legend className="visually-hidden">Type</legend>
              {CHANNEL_TYPES.map((type) => (
                <label key={type} className={editor.kind}>
                  <input
                    type="radio"
                    name="type"
                    checked={draft.type === type}
                    onChange={() => setDraft({ ...draft, type })}
                  />
                  <b>{CHANNEL_SHAPES[type].label}</b>
                  <span>{CHANNEL_SHAPES[type].about}</span>
                </label>
              ))}
            </fieldset>
            <TextInput
              label="Name"
              description="What rules call it: lower-case letters, digits, - and _. It cannot be changed later"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              placeholder="school-office"
              value={draft.name}
              onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
              error={faultAt(faults, 'name')}
              required
            />
          </div>
        </Panel>
      }
    >
      <LinkButton variant="subtle" color="gray" to="/alerts/channels">
        Cancel
      </LinkButton>
    </ChannelForm>
  );
}
