import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Environment } from '../../config/environment.js';
import { keptSecret } from '../../config/kept-secret.js';

/** Makes keys that are for one purpose each (RFC 5869), the same on every replica with the same secret. */
export function sessionKeys(environment: Environment): (purpose: string) => KeyObject {
  const secret =
    environment.get('SESSION_SECRET') ??
    environment.get('JWT_SECRET') ??
    keptSecret(environment.get('DATA_DIR'), 'session-secret');
  return (purpose) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}
