import { type Channel, targetOf } from './channel.js';
import {
  draftOfChannel,
  EMPTY_CHANNEL,
  patchOfChannel,
  requestOfChannel,
  USUAL_GROUPING,
  wordsOfChannel,
} from './channel-draft.js';

const channel: Channel = {
  name: 'school-office',
  type: 'email',
  built_in: false,
  unavailable: null,
  settings: { to: ['a@example.org', 'b@example.org'], smtp_port: 25 },
  secrets: { smtp_password: 'set' },
  messages_per_minute: null,
  grouping: null,
  title_template: null,
  text_template: 'Hello',
  created_at: '2026-11-28T04:00:00Z',
  updated_at: '2026-11-28T04:00:00Z',
};

describe('a channel being written', () => {
  it('sends what its type takes, and nothing that is empty', () => {
    const draft = {
      ...EMPTY_CHANNEL,
      name: ' hooks ',
      type: 'webhook',
      settings: { format: 'json', to: 'left over from another type' },
      secrets: { url: ' https://hooks.example.org ', signing_secret: '' },
      headers: [
        ['Authorization', 'Bearer x'],
        ['', ''],
      ],
    } as const;
    expect(requestOfChannel(draft)).toEqual({
      name: 'hooks',
      type: 'webhook',
      settings: { format: 'json' },
      secrets: { url: 'https://hooks.example.org', headers: { Authorization: 'Bearer x' } },
      messages_per_minute: null,
      grouping: null,
      title_template: null,
      text_template: null,
    });
  });

  it('reads lists line by line and ports as numbers', () => {
    const settings = { to: 'a@example.org, b@example.org\n\nc@example.org', smtp_port: '465' };
    expect(requestOfChannel({ ...EMPTY_CHANNEL, settings }).settings).toEqual({
      to: ['a@example.org', 'b@example.org', 'c@example.org'],
      smtp_port: 465,
    });
    expect(requestOfChannel({ ...EMPTY_CHANNEL, settings: { smtp_port: 'smtp' } }).settings).toEqual({
      smtp_port: 'smtp',
    });
  });

  it('changes nothing when nothing was changed', () => {
    const draft = draftOfChannel(channel);
    expect(patchOfChannel(draft, draft)).toEqual({});
  });

  it('takes away what was emptied, and leaves secrets alone that were not typed', () => {
    const draft = draftOfChannel(channel);
    const changed = { ...draft, settings: { to: 'a@example.org' }, text_template: '', grouping: USUAL_GROUPING };
    expect(patchOfChannel(draft, changed)).toEqual({
      settings: { to: ['a@example.org'], smtp_port: null },
      text_template: null,
      grouping: { group_by: [], group_wait: 30, group_interval: 300, repeat_interval: 14400 },
    });
    expect(patchOfChannel(draft, { ...draft, removed: ['smtp_password'] })).toEqual({
      secrets: { smtp_password: null },
    });
  });

  it('has no templates to preview for a webhook', () => {
    expect(wordsOfChannel({ ...EMPTY_CHANNEL, type: 'webhook', text_template: 'x' })).toMatchObject({
      text_template: null,
    });
  });
});

it.each([
  [channel, 'a@example.org, b@example.org'],
  [{ ...channel, settings: {} }, 'nobody yet'],
  [{ type: 'slack', settings: { channel: '#ops' }, secrets: { url: 'set' } }, '#ops'],
  [{ type: 'webhook', settings: {}, secrets: { url: 'set' } }, 'a hidden address'],
  [{ type: 'teams', settings: {}, secrets: { url: 'not set' } }, 'no address yet'],
] as const)('shows where a channel leads', (of, words) => expect(targetOf(of)).toBe(words));
