import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import type { AttachmentView } from './attachment.dto.js';

const decompress = promisify(gunzip);

/** Reads files that came with errors. */
@Injectable()
export class AttachmentQuery {
  constructor(private readonly database: Database) {}

  /** In the order in which they were sent; none for an error that has none, or is not known. */
  list(errorId: string): Promise<AttachmentView[]> {
    return this.database.query<AttachmentView>(
      'select attachment_id, name, content_type, size_bytes from error_attachments where error_id = $1 order by occurred_at, place',
      [errorId],
    );
  }

  /** @throws Problem 404 when there is none of this id */
  async read(errorId: string, attachmentId: string): Promise<{ name: string; content: Buffer }> {
    const [file] = await this.database.query<{ name: string; content: Buffer }>(
      'select name, content from error_attachments where error_id = $1 and attachment_id = $2',
      [errorId, attachmentId],
    );
    if (!file) throw Problem.of(404, 'The error has no attachment of this id.');
    return { name: file.name, content: await decompress(file.content) };
  }
}
