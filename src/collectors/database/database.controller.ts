import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { DatabaseCollector } from './database.collector.js';
import { DatabaseView } from './database.dto.js';

@ApiTags('System')
@Controller('database')
export class DatabaseController {
  constructor(private readonly collector: DatabaseCollector) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Read the database’s figures',
    description: 'Size, connections, cache hits, transactions and tables of the service’s own PostgreSQL, read now.',
  })
  @ApiOkResponse({ type: DatabaseView })
  async read(): Promise<DatabaseView> {
    const { usage, tables } = await this.collector.current();
    return {
      version: usage.version,
      size_bytes: usage.sizeBytes,
      connections: usage.connections,
      cache_hit_percent: usage.cacheHitPercent,
      transactions_per_second: usage.transactionsPerSecond ?? null,
      deadlocks: usage.deadlocks,
      longest_transaction_seconds: usage.longestTransactionSeconds,
      tables: tables.map(({ table, sizeBytes, rowsEstimate }) => ({
        table,
        size_bytes: sizeBytes,
        rows_estimate: rowsEstimate,
      })),
      collected_at: new Date(usage.at).toISOString(),
    };
  }
}
