import { IsString, Length, Matches } from 'class-validator';

/** The key to make. */
export class IngestKeyRequest {
  /**
   * Which service will use it.
   * @example "students"
   */
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'name must not contain control characters' })
  name: string;
}

/** A key, without its secret. */
export class IngestKeyView {
  /** @example "0b0f7c1e-4a3f-4a53-9d3e-6d0a7a3d5f11" */
  id: string;

  /** @example "students" */
  name: string;

  /**
   * The last characters of the secret, to tell keys apart.
   * @example "x7Qa"
   */
  hint: string;

  /** @example "2026-11-23T22:15:00.000Z" */
  created_at: string;

  /** @example "first-run" */
  created_by: string;

  /** When it was revoked; null while it is good. */
  revoked_at: string | null;

  /** When something was last sent with it, to the minute and up to a minute late; null while nothing was. */
  last_used_at: string | null;
}

/** A new key with its secret, which is shown this once. */
export class NewIngestKey extends IngestKeyView {
  /**
   * Send it as `Authorization: Bearer …` or `X-API-Key: …`.
   * @example "ocm_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  key: string;

  /**
   * The same key as the DSN of a Sentry SDK.
   * @example "https://ocm_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08@monitoring.example.org/1"
   */
  sentry_dsn: string;
}

/** Every key, newest first. */
export class IngestKeyList {
  items: IngestKeyView[];
  next_cursor: string | null;
}
