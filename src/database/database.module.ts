import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Environment } from '../config/environment.js';
import { dataSourceOptions, type Entities } from './data-source-options.js';
import { Database } from './database.js';
import { migrate } from './migrate.js';
import { TimePartitions } from './time-partitions.js';

/** Owns the connection pool and the schema. Takes in the address of a PostgreSQL. Gives out the database and its tables' partitions by time. */
@Global()
@Module({ providers: [Database, TimePartitions], exports: [Database, TimePartitions] })
export class DatabaseModule {
  static at(url: string, entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Environment],
          useFactory: (environment: Environment) => ({
            ...dataSourceOptions(url, entities, environment.get('DATABASE_POOL_SIZE')),
            // A database that is just starting beside the service (docker compose) is waited for.
            retryAttempts: 30,
            retryDelay: 1000,
          }),
          dataSourceFactory: async (options) => {
            const dataSource = await new DataSource(options!).initialize();
            await migrate(dataSource);
            return dataSource;
          },
        }),
      ],
    };
  }
}
