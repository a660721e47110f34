import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from './installation.js';

/** The service's version, from package.json. */
export const version = (JSON.parse(readFileSync(join(installation, 'package.json'), 'utf8')) as { version: string })
  .version;
