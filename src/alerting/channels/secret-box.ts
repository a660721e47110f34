import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** The first byte of what is sealed: how the rest is to be read. */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;

/** What was sealed with a key that is not there, or was changed since. */
export class Unopenable extends Error {}

/**
 * Encrypts secrets with AES-256-GCM. What is sealed names its key, so that keys can be changed: the first key seals, all of
 * them open. Layout: version, key id, nonce, tag, ciphertext.
 */
export class SecretBox {
  private readonly keys: { id: Buffer; key: Buffer }[];

  /** @param phrases at least one, each of at least 32 bytes */
  constructor(phrases: readonly string[]) {
    this.keys = phrases.map((phrase) => {
      const key = Buffer.from(hkdfSync('sha256', phrase, '', 'oneclass-monitoring channel secrets', 32));
      return { key, id: createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES) };
    });
  }

  /** @param owner whom the text belongs to: sealed for one it cannot be opened for another */
  seal(text: string, owner: string): Buffer {
    const { id, key } = this.keys[0]!;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), id, iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws Unopenable */
  open(sealed: Buffer, owner: string): string {
    const key = this.keys.find(({ id }) => id.equals(keyIdOf(sealed)))?.key;
    if (sealed[0] !== VERSION || !key)
      throw new Unopenable('its secrets were sealed with a key that is not configured');
    const iv = sealed.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + IV_BYTES);
    const tag = sealed.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      throw new Unopenable('its secrets were changed since they were sealed');
    }
  }

  /** Whether it was sealed with another key than the first. */
  isOld(sealed: Buffer): boolean {
    return !this.keys[0]!.id.equals(keyIdOf(sealed));
  }
}

function keyIdOf(sealed: Buffer): Buffer {
  return sealed.subarray(1, 1 + KEY_ID_BYTES);
}
