import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { SecretBox } from './secret-box.js';

/** Keeps the channels' secrets: with the keys of `CHANNEL_SECRET_KEYS`, or one that is made once and kept under `DATA_DIR`. */
@Injectable()
export class ChannelSecrets extends SecretBox {
  constructor(environment: Environment) {
    super(environment.get('CHANNEL_SECRET_KEYS') ?? [keptKey(environment.get('DATA_DIR'))]);
  }
}

/** Readable by this account only. */
function keptKey(dataDir: string): string {
  const file = join(dataDir, 'channel-secret-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      // 'wx' fails when another process has just made it: then that one counts.
      writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
  }
  return readFileSync(file, 'utf8');
}
