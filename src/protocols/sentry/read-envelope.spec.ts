import fc from 'fast-check';
import { readEnvelope } from './read-envelope.js';

const read = (text: string | Buffer) => {
  const { items, fault } = readEnvelope(Buffer.from(text));
  return { items: items.map(({ type, payload, fault: wrong }) => [type, payload.toString(), wrong]), fault };
};

describe('readEnvelope', () => {
  it.each<[string, string, ReturnType<typeof read>]>([
    ['no items', '{"event_id":"a"}', { items: [], fault: undefined }],
    ['blank lines at the end', '{}\n\n\n', { items: [], fault: undefined }],
    [
      'payloads with and without a length',
      '{}\n{"type":"event","length":3}\na\nb\n{"type":"session"}\n{"sid":"1"}\n{"type":"event"}\n{}',
      {
        items: [
          ['event', 'a\nb', undefined],
          ['session', '{"sid":"1"}', undefined],
          ['event', '{}', undefined],
        ],
        fault: undefined,
      },
    ],
    ['an empty payload', '{}\n{"type":"event","length":0}\n', { items: [['event', '', undefined]], fault: undefined }],
    [
      'a last payload cut short',
      '{}\n{"type":"event","length":20}\n{"a":1',
      { items: [['event', '{"a":1', 'it was to have 20 bytes, and 6 are there']], fault: undefined },
    ],
    [
      'a length that is too long',
      '{}\n{"type":"event","length":99}\n{"a":1}\n{"type":"event"}\n{}',
      {
        items: [
          ['event', '{"a":1}', 'it was to have 99 bytes, and 27 are there'],
          ['event', '{}', undefined],
        ],
        fault: undefined,
      },
    ],
    [
      'a length that is too short',
      '{}\n{"type":"event","length":2}\n{"a":1}\n{"type":"event"}\n{}',
      {
        items: [
          ['event', '{"a":1}', 'its length 2 is wrong'],
          ['event', '{}', undefined],
        ],
        fault: undefined,
      },
    ],
    [
      'a length that is none',
      '{}\n{"type":"event","length":-1}\n{}',
      { items: [['event', '{}', 'its length is no number']], fault: undefined },
    ],
    [
      'an item whose header is none',
      '{}\n{"type":"event"}\n{}\nnonsense\n{}',
      { items: [['event', '{}', undefined]], fault: 'item 2 has no header' },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['', '\n', 'nonsense', '[]', '7', '{"a":'])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(SyntaxError);
  });

  it('takes any bytes, and at most 1,000 items', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readEnvelope(Buffer.concat([Buffer.from('{}\n{"type":"event","length":5}\n'), bytes]));
      }),
    );
    const many = readEnvelope(Buffer.from(`{}\n${'{"type":"x"}\n{}\n'.repeat(2000)}`));
    expect([many.items.length, many.fault]).toEqual([1000, 'only 1000 items are taken']);
  });
});
