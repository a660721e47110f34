import { parseArgs } from 'node:util';
import { Environment } from '../config/environment.js';
import { ROLES } from '../http/principal.js';
import { parseDuration } from './duration.js';
import { mintToken } from './mint-token.js';

const USAGE = `Mints an access token for this service, signed with JWT_SECRET or the secret kept under DATA_DIR.

  npm run token -- --role ${ROLES.join('|')} [--ttl 8h] [--subject name]`;

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    ttl: { type: 'string', default: '8h' },
    subject: { type: 'string', default: 'command-line' },
    help: { type: 'boolean', default: false },
  },
});
const role = ROLES.find((name) => name === values.role);
const ttlSeconds = parseDuration(values.ttl);
if (values.help || !role || !ttlSeconds) {
  console.error(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  console.log(mintToken(Environment.ofProcess(), { subject: values.subject, role, ttlSeconds }));
}
