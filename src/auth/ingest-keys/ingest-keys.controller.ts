import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Audited } from '../../audit/audited.decorator.js';
import { Environment } from '../../config/environment.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { IngestKeyList, IngestKeyRequest, IngestKeyView, NewIngestKey } from './ingest-key.dto.js';
import type { IngestKey } from './ingest-key.entity.js';
import { IngestKeys } from './ingest-keys.js';

@ApiTags('Ingest keys')
@Controller('ingest-keys')
export class IngestKeysController {
  constructor(
    private readonly keys: IngestKeys,
    private readonly environment: Environment,
  ) {}

  @Post()
  @Access('admin')
  @Audited('ingest_key.created')
  @ApiOperation({
    summary: 'Make an ingest key',
    description: 'Makes a key a service can send data with, and nothing else. Its secret is in this answer only.',
  })
  @ApiCreatedResponse({ type: NewIngestKey })
  async create(
    @Body() request: IngestKeyRequest,
    @CurrentActor() actor: Actor,
    @Req() { socket }: FastifyRequest,
  ): Promise<NewIngestKey> {
    const { key, secret } = await this.keys.create(request.name, actor);
    return { ...viewOf(key), key: secret, sentry_dsn: dsnOf(secret, this.environment.publicUrl(socket.localPort)) };
  }

  @Get()
  @Access('admin')
  @ApiOperation({ summary: 'List ingest keys', description: 'Every key, revoked ones too, without their secrets.' })
  @ApiOkResponse({ type: IngestKeyList })
  async list(): Promise<IngestKeyList> {
    return { items: (await this.keys.list()).map(viewOf), next_cursor: null };
  }

  @Delete(':key_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('ingest_key.revoked')
  @ApiOperation({
    summary: 'Revoke an ingest key',
    description: 'From now on requests with it are refused; other replicas follow within a second.',
  })
  @ApiNoContentResponse({ description: 'The key is revoked.' })
  @ApiNotFoundResponse({ description: 'There is no such key, or it is revoked already.', type: ProblemDetails })
  async revoke(@Param('key_id', ParseUUIDPipe) id: string, @CurrentActor() actor: Actor): Promise<void> {
    if (!(await this.keys.revoke(id, actor))) throw Problem.of(404, 'There is no such key, or it is revoked already.');
  }
}

/** SDKs ask for the number of a project; the key alone decides. */
function dsnOf(secret: string, publicUrl: string): string {
  const { protocol, host, pathname } = new URL(publicUrl);
  return `${protocol}//${secret}@${host}${pathname.replace(/\/$/, '')}/1`;
}

function viewOf(key: IngestKey): IngestKeyView {
  return {
    id: key.id,
    name: key.name,
    hint: key.hint,
    created_at: key.createdAt.toISOString(),
    created_by: key.createdBy,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
