import { Link } from '@tanstack/react-router';
import { latest } from '../../charts/latest.js';
import { Sparkline } from '../../charts/sparkline.js';
import { spell } from '../../format/quantity.js';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { Ago } from '../../time/moment.js';
import { formatOf, usualAggregation } from '../question/aggregations.js';
import { writeTerms } from '../question/tag-terms.js';
import type { MetricInfo } from './metric-info.js';
import styles from './metric-list.module.css';

interface MetricRowProps {
  metric: MetricInfo;
  /** The service that is looked at: the question is about its series then. */
  service: string | undefined;
  shape: readonly (number | null)[] | undefined;
}

/** One metric of the list, leading to a question about it. */
export function MetricRow({ metric, service, shape }: MetricRowProps) {
  const { name, kind, unit, seriesCount, overflowCount, tagNames, lastSeenAt } = metric;
  const aggregation = usualAggregation(kind);
  const newest = shape === undefined ? null : latest(shape);
  const tags =
    service === undefined ? undefined : writeTerms([{ tag: 'service', comparison: 'is', values: [service] }]);
  return (
    <div className={styles.metric}>
      <span className={styles.name}>
        <Link to="/metrics" search={{ metric: name, tags }} title={name}>
          {name}
        </Link>
        {overflowCount > 0 && <StateBadge tone="warning">overflow</StateBadge>}
      </span>
      <span className={styles.kind}>
        <Tag>{kind}</Tag>
      </span>
      <span className={styles.tags} title={tagNames.join(', ')}>
        {tagNames.join(', ')}
      </span>
      <span className={styles.shape}>{shape !== undefined && shape.length > 1 && <Sparkline points={shape} />}</span>
      <span className={styles.value} title={unit ?? undefined}>
        {newest !== null && (
          <>
            {spell(formatOf(aggregation, unit, kind)(newest))}{' '}
            <small>{aggregation === 'rate' ? '' : aggregation}</small>
          </>
        )}
      </span>
      <span className={styles.series}>{seriesCount} series</span>
      <span className={styles.seen}>
        <Ago at={lastSeenAt} />
      </span>
    </div>
  );
}
