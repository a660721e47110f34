import type { Attachment } from '../../errors/attachments/attachment.js';
import { line } from './event-fields.js';
import type { EnvelopeItem } from './read-envelope.js';

const MAX_ATTACHMENTS = 10;
const MAX_BYTES = 1_048_576;
const MAX_NAME = 256;

/** The attachments among the items of an envelope: up to ten with a mebibyte in all. `note` is told what is left out. */
export function readAttachments(items: readonly EnvelopeItem[], note: (fault: string) => void): Attachment[] {
  const attachments: Attachment[] = [];
  let left = MAX_BYTES;
  for (const { type, header, payload, fault } of items) {
    if (type !== 'attachment') continue;
    const name = line(header.filename, MAX_NAME) ?? 'attachment';
    if (fault) note(`its attachment ${JSON.stringify(name)}: ${fault}`);
    if (payload.length > left || attachments.length === MAX_ATTACHMENTS) {
      note(
        `its attachment ${JSON.stringify(name)} of ${payload.length} bytes is left out: ${MAX_ATTACHMENTS} are kept, with ${MAX_BYTES} bytes in all`,
      );
      continue;
    }
    left -= payload.length;
    const contentType = line(header.content_type, MAX_NAME) ?? 'application/octet-stream';
    attachments.push({ name, contentType, content: payload });
  }
  return attachments;
}
