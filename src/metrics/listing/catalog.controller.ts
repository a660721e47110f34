import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CallerGone } from '../../http/caller-gone.decorator.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { CardinalityFilter, CardinalityReport } from './cardinality.dto.js';
import { CardinalityQuery } from './cardinality.query.js';
import { SeriesFilter, SeriesPage, TagFilter, TagTexts, TagValueFilter } from './catalog.dto.js';
import { CatalogView } from './catalog.view.js';
import { MetricNameFilter, MetricNamePage } from './metric-name.dto.js';

@ApiTags('Metrics')
@ApiUnprocessableEntityResponse({
  type: ProblemDetails,
  description: 'A limit was reached: `detail` says which one, and how to narrow the query.',
})
@Controller('metrics')
export class CatalogController {
  constructor(
    private readonly catalog: CatalogView,
    private readonly cardinality: CardinalityQuery,
  ) {}

  @Get('names')
  @Access('protected')
  @ApiOperation({ summary: 'List metric names', description: 'Every metric recorded within the retention, by name.' })
  @ApiOkResponse({ type: MetricNamePage })
  names(@Query() filter: MetricNameFilter): Promise<MetricNamePage> {
    return this.catalog.names(filter);
  }

  @Get('series')
  @Access('protected')
  @ApiOperation({
    summary: 'List series',
    description: 'Names and tags of the series that fit, in the order in which they first appeared.',
  })
  @ApiOkResponse({ type: SeriesPage })
  series(@Query() filter: SeriesFilter, @CallerGone() caller: AbortSignal): Promise<SeriesPage> {
    return this.catalog.series(filter, caller);
  }

  @Get('cardinality')
  @Access('protected')
  @ApiOperation({
    summary: 'Count series',
    description:
      'Which services, metrics and tags have the most series. Tags are ordered by how many values they have: an id among ' +
      'them is what makes series many.',
  })
  @ApiOkResponse({ type: CardinalityReport })
  countSeries(
    @Query() { service, limit }: CardinalityFilter,
    @CallerGone() caller: AbortSignal,
  ): Promise<CardinalityReport> {
    return this.cardinality.report(service, limit!, caller);
  }

  @Get('tags')
  @Access('protected')
  @ApiOperation({
    summary: 'List tag names',
    description: 'The tags that series have, of one metric or of all; the source of a series counts as one.',
  })
  @ApiOkResponse({ type: TagTexts })
  tagNames(@Query() filter: TagFilter, @CallerGone() caller: AbortSignal): Promise<TagTexts> {
    return this.catalog.tagNames(filter, caller);
  }

  @Get('tags/:name/values')
  @Access('protected')
  @ApiOperation({
    summary: 'List the values of a tag',
    description: 'Values that series have of a tag, in alphabetical order. Narrow them by their beginning.',
  })
  @ApiParam({ name: 'name', description: 'The tag.', example: 'service' })
  @ApiOkResponse({ type: TagTexts })
  tagValues(
    @Param('name') name: string,
    @Query() filter: TagValueFilter,
    @CallerGone() caller: AbortSignal,
  ): Promise<TagTexts> {
    return this.catalog.tagValues(name, filter, caller);
  }
}
