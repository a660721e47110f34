import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A file that came with an error. */
export interface Attachment {
  /** Never opened, here or anywhere: a label. */
  readonly name: string;
  /** As the sender says; nothing is made of it. */
  readonly contentType: string;
  readonly content: Buffer;
}

/** As it goes to PostgreSQL: compressed, in base64. */
export interface PackedAttachment {
  readonly name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly content: string;
}

/** Compresses the attachments of an error. @returns undefined when it has none */
export async function packAttachments(
  attachments: readonly Attachment[] | undefined,
): Promise<PackedAttachment[] | undefined> {
  if (!attachments?.length) return undefined;
  const packed = attachments.map(async ({ name, contentType, content }) => ({
    name,
    content_type: contentType,
    size_bytes: content.length,
    content: (await compress(content)).toString('base64'),
  }));
  return Promise.all(packed);
}
