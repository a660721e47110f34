import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { SearchAnswer, SearchFilter } from './search.dto.js';
import { SearchQuery } from './search.query.js';

@ApiTags('Dashboard')
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchQuery) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Search everything',
    description:
      'Services, groups of errors, alert rules, metrics and operations by a part of their names, traces by their id; by a UUID also alerts, rules and what ' +
      'errors and log records name it as theirs or as their request. Quick rather than complete: of groups of errors the 20,000 seen last are ' +
      'looked through; new metrics and operations are found within 10 s.',
  })
  @ApiOkResponse({ type: SearchAnswer })
  async find(@Query() { q }: SearchFilter): Promise<SearchAnswer> {
    return { items: await this.search.find(q) };
  }
}
