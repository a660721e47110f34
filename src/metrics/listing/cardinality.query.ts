import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import type { Transaction } from '../../database/database.js';
import { BoundedReader } from '../reading/bounded.reader.js';
import type { CardinalityReport, MetricCardinality, ServiceCardinality, TagCardinality } from './cardinality.dto.js';

/** Counts series by service, metric and tag. */
@Injectable()
export class CardinalityQuery {
  private readonly seriesLimit: number;

  constructor(
    private readonly reader: BoundedReader,
    environment: Environment,
  ) {
    this.seriesLimit = environment.get('METRIC_SERIES_LIMIT');
  }

  /**
   * @param service only of this one
   * @param limit of each list
   * @throws Problem 422 when a limit is reached
   */
  report(service: string | undefined, limit: number, caller?: AbortSignal): Promise<CardinalityReport> {
    return this.reader.snapshot(
      async ({ tx }) => ({
        series_count: await countAll(tx, service),
        series_limit: this.seriesLimit,
        services: await this.services(tx, service, limit),
        metrics: await countMetrics(tx, service, limit),
        tags: await countTags(tx, service, limit),
      }),
      caller,
    );
  }

  private services(tx: Transaction, service: string | undefined, limit: number): Promise<ServiceCardinality[]> {
    return tx.query<ServiceCardinality>(
      `select service, (count(*) filter (where not overflow))::int as series_count,
              (count(*) filter (where overflow))::int as overflow_series_count,
              round(100.0 * count(*) filter (where not overflow) / $3::int, 1)::float8 as used_percent
       from metric_series where $1::text is null or service = $1
       group by service order by series_count desc, service limit $2`,
      [service ?? null, limit, this.seriesLimit],
    );
  }
}

async function countAll(tx: Transaction, service: string | undefined): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from metric_series where not overflow and ($1::text is null or service = $1)',
    [service ?? null],
  );
  return row!.count;
}

function countMetrics(tx: Transaction, service: string | undefined, limit: number): Promise<MetricCardinality[]> {
  return tx.query<MetricCardinality>(
    `select name as metric_name, count(*)::int as series_count from metric_series
     where not overflow and ($1::text is null or service = $1)
     group by name order by series_count desc, name limit $2`,
    [service ?? null, limit],
  );
}

/** In two steps, each by hashing: distinct values of a million series would be sorted on disk. */
function countTags(tx: Transaction, service: string | undefined, limit: number): Promise<TagCardinality[]> {
  return tx.query<TagCardinality>(
    `select tag, sum(series)::int as series_count, count(*)::int as value_count
     from (select tag, value, count(*) as series from metric_series cross join jsonb_each_text(tags) as pair (tag, value)
           where not overflow and ($1::text is null or service = $1) group by tag, value) as tag_values
     group by tag order by value_count desc, tag limit $2`,
    [service ?? null, limit],
  );
}
