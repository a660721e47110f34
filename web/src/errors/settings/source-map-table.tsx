import { useMemo } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerView, Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Ago } from '../../time/moment.js';
import styles from './settings.module.css';

type SourceMap = components['schemas']['SourceMapView'];

const MOST = 1000;

/** The source maps of a release, file by file. */
export function SourceMapTable({ release }: { release: string }) {
  const mayChange = useMayChange();
  const answer = useGet('/releases/{release}/source-maps', {
    path: { release },
    query: { limit: MOST },
    topics: ['configuration'],
  });
  const { run } = useChange(
    (map: SourceMap | undefined) =>
      api.DELETE('/releases/{release}/source-maps', {
        params: { path: { release }, query: map && { file: map.file, service: map.service ?? undefined } },
      }),
    {
      topics: ['configuration'],
      done: ({ removed }) => (removed === 1 ? 'The source map is gone' : `${removed} source maps are gone`),
    },
  );
  const columns = useMemo(() => (mayChange ? [...COLUMNS, removalOf(run)] : COLUMNS), [mayChange, run]);
  return (
    <AnswerView
      answer={answer}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <Empty title="There is no map of this release">
          <p>Upload them as below; the release must be called as the errors name it.</p>
        </Empty>
      }
    >
      {({ items, next_cursor: more }) => (
        <>
          <DataTable
            label={`Source maps of ${release}`}
            columns={columns}
            rows={items}
            rowKey={({ map_id }) => map_id}
            maxHeight={480}
          />
          {mayChange && (
            <div>
              <ConfirmButton
                question="Delete all source maps of this release?"
                consequence="Its errors that were mapped stay so; others are shown minified."
                verb="Delete"
                onConfirm={() => run(undefined)}
              >
                Delete all of this release
              </ConfirmButton>
            </div>
          )}
          {more !== null && <p className={styles.small}>The first {items.length} by file.</p>}
        </>
      )}
    </AnswerView>
  );
}

const COLUMNS: readonly Column<SourceMap>[] = [
  {
    key: 'file',
    title: 'File',
    width: 'minmax(0, 2fr)',
    cell: ({ file, debug_id }) => <code title={debug_id ?? undefined}>{file}</code>,
    value: ({ file }) => file,
  },
  {
    key: 'service',
    title: 'Service',
    width: '120px',
    isExtra: true,
    cell: ({ service }) => service ?? 'any',
    value: ({ service }) => service,
  },
  {
    key: 'sources',
    title: 'Sources',
    width: '80px',
    align: 'end',
    isExtra: true,
    cell: ({ source_count }) => source_count,
    value: ({ source_count }) => source_count,
  },
  {
    key: 'size',
    title: 'Size',
    width: '80px',
    align: 'end',
    cell: ({ stored_bytes }) => spell(formatBytes(stored_bytes)),
    value: ({ stored_bytes }) => stored_bytes,
  },
  {
    key: 'uploaded',
    title: 'Uploaded',
    width: '180px',
    isExtra: true,
    cell: ({ uploaded_at, uploaded_by }) => (
      <>
        <Ago at={uploaded_at} /> by {uploaded_by}
      </>
    ),
    value: ({ uploaded_at }) => uploaded_at,
  },
  {
    key: 'used',
    title: 'Last needed',
    width: '110px',
    isExtra: true,
    cell: ({ used_at }) => <Ago at={used_at} />,
    value: ({ used_at }) => used_at,
  },
];

function removalOf(remove: (map: SourceMap) => void): Column<SourceMap> {
  return {
    key: 'remove',
    title: '',
    width: '72px',
    cell: (map) => (
      <ConfirmButton
        size="compact-xs"
        aria-label={`Delete the map of ${map.file}`}
        question="Delete this source map?"
        consequence={`Errors in ${map.file} that were mapped stay so; others are shown minified.`}
        verb="Delete"
        onConfirm={() => remove(map)}
      >
        Delete
      </ConfirmButton>
    ),
  };
}
