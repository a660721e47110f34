import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../../http/page.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { readMatchers } from '../answering/read-metric-filter.js';
import type { SeriesFilter, SeriesPage, TagFilter, TagTexts, TagValueFilter } from './catalog.dto.js';
import { decodeId } from './list-cursor.js';
import type { MetricNameFilter, MetricNamePage } from './metric-name.dto.js';
import { NameList } from './name.list.js';
import { SeriesList } from './series.list.js';
import { TagList } from './tag.list.js';

/** Answers in the form of REST what metrics, series and tags there are. */
@Injectable()
export class CatalogView {
  constructor(
    private readonly nameList: NameList,
    private readonly seriesList: SeriesList,
    private readonly tagList: TagList,
  ) {}

  /** Every metric recorded, by name. */
  async names(filter: MetricNameFilter): Promise<MetricNamePage> {
    const [name, kind] = filter.cursor === undefined ? ['', ''] : decodeCursor(filter.cursor, 2).map(String);
    const { names, more } = await this.nameList.list(filter.search ?? '', [name!, kind!], filter.limit!);
    const last = names.at(-1);
    const items = names.map((row) => ({ ...row, last_seen_at: row.last_seen_at.toISOString() }));
    return { items, next_cursor: more && last ? encodeCursor([last.metric_name, last.metric_type]) : null };
  }

  /** @throws Problem 400 for a filter with faults, 422 when a limit is reached */
  async series(filter: SeriesFilter, caller: AbortSignal): Promise<SeriesPage> {
    const errors: InputFault[] = [];
    const matchers = readMatchers(filter.tags, errors);
    if (errors.length > 0) throw Problem.of(400, 'The query has faults.', { errors });
    const after = filter.cursor === undefined ? 0 : decodeId(filter.cursor);
    const input = { metricName: filter.metric_name, matchers, limit: filter.limit!, after };
    const { series, more } = await this.seriesList.list(input, caller);
    const items = series.map(({ name, kind, temporality, unit, tags, source, last_seen_at }) => ({
      metric_name: name,
      metric_type: kind,
      temporality,
      unit,
      tags,
      source,
      last_seen_at: last_seen_at.toISOString(),
    }));
    return { items, next_cursor: more ? encodeCursor([series.at(-1)!.id]) : null };
  }

  /** @throws Problem 422 when a limit is reached */
  async tagNames(filter: TagFilter, caller: AbortSignal): Promise<TagTexts> {
    return { items: await this.tagList.names(filter.metric_name, caller), truncated: false };
  }

  /** @throws Problem 422 when a limit is reached */
  async tagValues(tag: string, filter: TagValueFilter, caller: AbortSignal): Promise<TagTexts> {
    const { metric_name: metricName, search: prefix = '', limit = 1000 } = filter;
    const { values, more } = await this.tagList.values(tag, { metricName, prefix, limit }, caller);
    return { items: values, truncated: more };
  }
}
