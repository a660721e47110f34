import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { useMayChange } from '../../sign-in/session.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { type SettingInfo, type SettingName, spellSetting } from '../configuration/known-settings.js';
import styles from '../settings.module.css';
import { CleanupPanel } from './cleanup-panel.js';
import { amountsOf } from './kinds-of-data.js';

type Amount = ReturnType<typeof amountsOf>[number];

/** What a setting is while nobody has changed it: what it is now, administrators alone are told. */
function defaultOf(settings: readonly SettingInfo[] | undefined, setting: SettingName): string {
  const info = settings?.find(({ name }) => name === setting);
  return info === undefined ? '–' : `${spellSetting(setting, info.default_value)} by default`;
}

/** How long each kind of data is kept and how much there is of it; clean-up on request. */
export function RetentionView() {
  const mayChange = useMayChange();
  const answer = useGet('/database', { topics: ['metrics'] });
  const configuration = useGet('/config', { topics: ['configuration'], enabled: mayChange }).data;
  const settings = useGet('/config/settings').data?.items;
  const tables = answer.data?.tables;
  const rows = useMemo(() => amountsOf(tables ?? []), [tables]);
  const columns = useMemo<Column<Amount>[]>(
    () => [
      { key: 'kind', title: 'Data', width: 'minmax(120px, 2fr)', cell: ({ kind }) => <span title={kind}>{kind}</span> },
      {
        key: 'stays',
        title: 'Stays for',
        width: 'minmax(100px, 1fr)',
        cell: ({ setting, fixed }) => {
          if (setting === undefined) return <span title={fixed}>{fixed}</span>;
          const days = configuration?.[setting];
          return days === undefined ? defaultOf(settings, setting) : spellSetting(setting, days);
        },
      },
      {
        key: 'size',
        title: 'Size',
        width: '90px',
        align: 'end',
        value: ({ bytes }) => bytes,
        cell: ({ bytes }) => spell(formatBytes(bytes)),
      },
      {
        key: 'rows',
        title: 'Rows, about',
        align: 'end',
        isExtra: true,
        value: ({ rows: count }) => count,
        cell: ({ rows: count }) => spell(formatCount(count)),
      },
    ],
    [configuration, settings],
  );
  return (
    <div className={styles.body}>
      <AnswerPanel title="What is kept" answer={answer} flush waitingHeight={400}>
        {() => <DataTable label="What is kept" columns={columns} rows={rows} rowKey={({ kind }) => kind} />}
      </AnswerPanel>
      <CleanupPanel mayChange={mayChange} />
    </div>
  );
}
