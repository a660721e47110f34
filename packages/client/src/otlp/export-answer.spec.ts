import { readPartialSuccess, readStatusMessage } from './export-answer.js';
import { ProtoWriter } from './proto-writer.js';

describe('readPartialSuccess', () => {
  it('tells how many were refused, and why', () => {
    const writer = new ProtoWriter();
    const start = writer.open(1);
    writer.varint(1, 300);
    writer.text(2, 'ends before it starts – twice');
    writer.close(start);
    expect(readPartialSuccess(writer.finish())).toEqual({ rejected: 300, reason: 'ends before it starts – twice' });
  });

  it.each([
    ['empty', []],
    ['cut off', [0x0a, 0x7f, 0x08]],
    ['of another kind', [0x7b, 0x7d]],
    ['without an end', [0xff, 0xff, 0xff]],
  ])('says of a body that is %s that nothing was', (_name, bytes) => {
    expect(readPartialSuccess(Uint8Array.from(bytes)).reason).toBe('');
  });
});

describe('readStatusMessage', () => {
  it('reads what the receiver says', () => {
    const writer = new ProtoWriter();
    writer.varint(1, 14);
    writer.text(2, 'The database is not available.');
    expect(readStatusMessage(writer.finish())).toBe('The database is not available.');
  });

  it.each(['', '<html>', '{"detail":"no"}', 'upstream request timeout'])('finds none in "%s"', (body) => {
    expect(readStatusMessage(Buffer.from(body))).toBeUndefined();
  });
});
