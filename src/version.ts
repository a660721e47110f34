import { readFileSync } from 'node:fs';

/** The service's version, from package.json: it stands two folders above the compiled file. */
export const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
