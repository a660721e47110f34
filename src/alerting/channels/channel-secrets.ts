import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { keptSecret } from '../../config/kept-secret.js';
import { SecretBox } from './secret-box.js';

/** Keeps the channels' secrets: with the keys of `CHANNEL_SECRET_KEYS`, or one that is made once and kept under `DATA_DIR`. */
@Injectable()
export class ChannelSecrets extends SecretBox {
  constructor(environment: Environment) {
    super(environment.get('CHANNEL_SECRET_KEYS') ?? [keptSecret(environment.get('DATA_DIR'), 'channel-secret-key')]);
  }
}
