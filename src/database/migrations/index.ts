import type { MigrationInterface } from 'typeorm';
import { Platform1764000000000 } from './1764000000000-platform.js';

/** Every migration, oldest first, listed by hand: the same list works compiled, in tests and for the TypeORM command line. */
export const migrations: (new () => MigrationInterface)[] = [Platform1764000000000];
