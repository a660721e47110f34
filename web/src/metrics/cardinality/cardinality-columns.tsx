import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { StateBadge } from '../../state/state-badge.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, rowLink } from '../../table/data-table.js';
import styles from './cardinality.module.css';
import { limitState } from './limit-state.js';

type ServiceRow = components['schemas']['ServiceCardinality'];
type MetricRow = components['schemas']['MetricCardinality'];
type TagRow = components['schemas']['TagCardinality'];

const WORDS = { critical: 'over the limit', warning: 'near the limit', good: 'within the limit' } as const;

/** What a service uses of its limit. */
export function servicesColumns(limit: number): Column<ServiceRow>[] {
  return [
    {
      key: 'service',
      title: 'Service',
      width: 'minmax(110px, 2fr)',
      value: ({ service }) => service,
      cell: ({ service }) =>
        service === '' ? (
          'without a name'
        ) : (
          <Link to="/metrics" search={{ view: 'cardinality', service }} className={rowLink} title={service}>
            {service}
          </Link>
        ),
    },
    figure('series', 'Series', ({ series_count }) => series_count),
    {
      key: 'used',
      title: `Used of ${spell(formatCount(limit))}`,
      width: 'minmax(90px, 220px)',
      value: ({ used_percent }) => used_percent,
      cell: (row) => (
        <span className={styles.used} data-tone={limitState(row)}>
          <span className={styles.track}>
            <span style={{ width: `${Math.min(100, row.used_percent)}%` }} />
          </span>
          <span>
            {limitState(row) !== 'good' && <StateIcon tone={limitState(row)} size={13} />}{' '}
            {spell(formatPercent(row.used_percent))}
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      title: 'State',
      width: '150px',
      isExtra: true,
      value: ({ used_percent }) => used_percent,
      cell: (row) => {
        const tone = limitState(row);
        return <StateBadge tone={tone}>{WORDS[tone]}</StateBadge>;
      },
    },
    { ...figure<ServiceRow>('overflow', 'Overflow', (row) => row.overflow_series_count), isExtra: true },
  ];
}

/** The metrics with the most series. */
export const METRICS: readonly Column<MetricRow>[] = [
  {
    key: 'metric',
    title: 'Metric',
    width: 'minmax(140px, 3fr)',
    value: ({ metric_name }) => metric_name,
    cell: ({ metric_name }) => (
      <Link to="/metrics" search={{ metric: metric_name }} className={rowLink} title={metric_name}>
        {metric_name}
      </Link>
    ),
  },
  figure('series', 'Series', ({ series_count }) => series_count),
];

/** The tags with the most values. */
export const TAGS: readonly Column<TagRow>[] = [
  {
    key: 'tag',
    title: 'Tag',
    width: 'minmax(110px, 2fr)',
    value: ({ tag }) => tag,
    cell: ({ tag }) => <span title={tag}>{tag}</span>,
  },
  figure('values', 'Values', ({ value_count }) => value_count),
  figure('series', 'Series', ({ series_count }) => series_count),
];

function figure<T>(key: string, title: string, value: (row: T) => number): Column<T> {
  return {
    key,
    title,
    width: 'minmax(70px, 110px)',
    align: 'end',
    value,
    cell: (row) => spell(formatCount(value(row))),
  };
}
