import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { Wire } from '../../http/wire-form.js';
import {
  NewSourceMap,
  ReleasePath,
  RemovedSourceMaps,
  SourceMapFilter,
  SourceMapPage,
  SourceMapSelection,
  SourceMapView,
} from './source-map.dto.js';
import { MAX_MAP_BYTES } from './source-map-work.js';
import { SourceMaps } from './source-maps.js';

@ApiTags('Errors')
@Controller('releases/:release/source-maps')
export class SourceMapsController {
  constructor(private readonly maps: SourceMaps) {}

  /** Not for ingest keys: those stand in pages for everybody to read, and whoever sends a map decides what errors look like. */
  @Post()
  @Access('admin')
  @Audited('source_map.added')
  @Wire({ ownJson: true, anyType: true, maxBytes: MAX_MAP_BYTES })
  @ApiOperation({
    summary: 'Upload a source map',
    description:
      'Takes the map of one minified file of a release, up to 32 MiB of JSON, also compressed (`Content-Encoding: gzip`). Another one for the ' +
      'same file takes its place. Frames of errors of that release then show the original functions, files and lines.',
  })
  @ApiConsumes('application/json')
  @ApiBody({ schema: { type: 'object', description: 'A source map of version 3 (ECMA-426), also in sections.' } })
  @ApiCreatedResponse({ type: SourceMapView })
  @ApiBadRequestResponse({ description: 'The query has faults, or there is no body.', type: ProblemDetails })
  @ApiPayloadTooLargeResponse({ description: 'The map, or all of its release, is too large.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The body is no usable source map.', type: ProblemDetails })
  add(
    @Param() { release }: ReleasePath,
    @Query() of: NewSourceMap,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<SourceMapView> {
    if (!Buffer.isBuffer(body) || body.length === 0) throw Problem.of(400, 'The body is empty: expected a source map.');
    return this.maps.add(release, of, body as Buffer<ArrayBuffer>, actor);
  }

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List source maps', description: 'The maps of a release by file, without what is in them.' })
  @ApiOkResponse({ type: SourceMapPage })
  list(@Param() { release }: ReleasePath, @Query() filter: SourceMapFilter): Promise<SourceMapPage> {
    return this.maps.list(release, filter);
  }

  @Delete()
  @Access('admin')
  @Audited('source_maps.removed')
  @ApiOperation({
    summary: 'Remove source maps',
    description:
      'Removes all maps of a release, or those of one file or service. Errors that were mapped stay so; others are shown minified. Audited.',
  })
  @ApiOkResponse({ type: RemovedSourceMaps })
  @ApiNotFoundResponse({ description: 'There are no such maps.', type: ProblemDetails })
  async remove(
    @Param() { release }: ReleasePath,
    @Query() selection: SourceMapSelection,
    @CurrentActor() actor: Actor,
  ): Promise<RemovedSourceMaps> {
    const removed = await this.maps.remove(release, selection, actor);
    if (removed === 0) throw Problem.of(404, 'There are no such source maps.');
    return { removed };
  }
}
