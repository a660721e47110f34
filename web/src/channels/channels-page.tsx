import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { LinkButton } from '../alert-rules/link-button.js';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { useGet } from '../api/use-get.js';
import { Page } from '../page/page.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { useMayChange } from '../sign-in/session.js';
import { Icon } from '../state/icon.js';
import { StateBadge, Tag } from '../state/state-badge.js';
import { type Column, DataTable, rowLink } from '../table/data-table.js';
import { type Channel, labelOf, targetOf } from './channel.js';
import styles from './channels.module.css';
import { LastDelivery } from './last-delivery.js';
import { TestButton } from './test-button.js';
import { type ChannelUsers, countUsers, useChannelUsers } from './use-channel-users.js';

/** Where notifications can go: what is ready, what was delivered last, and who uses it. */
export function ChannelsPage() {
  const mayChange = useMayChange();
  const channels = useGet('/channels', { topics: ['configuration'] });
  const usersOf = useChannelUsers();
  const columns = useMemo(() => columnsOf(usersOf), [usersOf]);
  return (
    <Page
      title="Channels"
      about="Where alerts are told. Rules, escalation policies and schedules call them by name."
      actions={
        mayChange && (
          <LinkButton to="/alerts/channels/new" leftSection={<Icon name="plus" />}>
            New channel
          </LinkButton>
        )
      }
    >
      <AlertsTabs />
      <AnswerPanel title="Channels" answer={channels} flush>
        {({ items }) => (
          <DataTable label="Channels" columns={columns} rows={items} rowKey={({ name }) => name} rowHeight={58} />
        )}
      </AnswerPanel>
    </Page>
  );
}

function columnsOf(usersOf: (name: string) => ChannelUsers): Column<Channel>[] {
  return [
    {
      key: 'name',
      title: 'Channel',
      width: 'minmax(120px, 2fr)',
      value: ({ name }) => name,
      cell: (channel) => (
        <span className={styles.name}>
          <span>
            <Link to="/alerts/channels/$name" params={{ name: channel.name }} className={rowLink}>
              {channel.name}
            </Link>{' '}
            {channel.built_in && <Tag title="Described by the environment">environment</Tag>}
          </span>
          <span className={styles.cut}>
            {labelOf(channel.type)} · {targetOf(channel)}
          </span>
        </span>
      ),
    },
    {
      key: 'ready',
      title: 'State',
      width: 'minmax(92px, 2fr)',
      value: ({ unavailable }) => unavailable ?? '',
      cell: ({ unavailable }) =>
        unavailable === null ? (
          <StateBadge tone="good">ready</StateBadge>
        ) : (
          <span title={unavailable} className={styles.cut}>
            <StateBadge tone="unknown">not ready</StateBadge> {unavailable}
          </span>
        ),
    },
    {
      key: 'last',
      title: 'Last message',
      width: 'minmax(150px, 1.4fr)',
      isExtra: true,
      cell: ({ name }) => <LastDelivery name={name} />,
    },
    {
      key: 'users',
      title: 'Used by',
      width: 'minmax(90px, 1fr)',
      isExtra: true,
      cell: ({ name }) => <UsersCell name={name} words={countUsers(usersOf(name))} />,
    },
    { key: 'test', title: '', width: '64px', align: 'end', cell: (channel) => <TestButton channel={channel} /> },
  ];
}

function UsersCell({ name, words }: { name: string; words: string }) {
  if (words === '') return <span className={styles.cut}>nobody</span>;
  return (
    <Link to="/alerts/rules" search={{ channel: name }}>
      {words}
    </Link>
  );
}
