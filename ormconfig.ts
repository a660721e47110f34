import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Environment } from './src/config/environment.js';
import { dataSourceOptions } from './src/database/data-source-options.js';
import { openOrSharePostgres } from './src/database/postgres-server.js';
import { entities } from './src/entities.js';

/** For the TypeORM command line (`npm run migration:run`): the same options, entities and migrations as the application's. */
export default new DataSource(dataSourceOptions(await openOrSharePostgres(Environment.ofProcess()), entities));
