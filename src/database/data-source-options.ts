import type { EntitySchema } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { migrations } from './migrations/index.js';

/** How long a request waits for a connection before it is answered 503. */
const CONNECT_TIMEOUT_MS = 2000;

/** Entity classes of the application, as TypeORM takes them. */
// biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for entity classes
export type Entities = (Function | EntitySchema)[];

/** What the application and the TypeORM command line both use to open the database. */
export function dataSourceOptions(url: string, entities: Entities, poolSize = 10): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'oneclass-monitoring',
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    extra: { keepAlive: true, options: '-c timezone=UTC' },
  };
}
