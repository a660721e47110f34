import fc from 'fast-check';
import { findItems, readItem } from './json-items.js';
import { Problem } from './problem.js';

const turns = { isDue: true, pause: () => Promise.resolve() };
const find = (text: string) => findItems(Buffer.from(text), turns);

async function read(text: string): Promise<unknown[]> {
  const { bytes, spans } = await find(text);
  return spans.flatMap((start, i) => (i % 2 === 0 ? [readItem(bytes, start, spans[i + 1]!)] : []));
}

describe('findItems', () => {
  it('finds every item, however it is written', async () => {
    const spaces = fc.constantFrom(undefined, ' ', '\t', '  \n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1 }), spaces, async (items, space) => {
        const text = ` ${JSON.stringify(items, null, space)}\n`;
        expect(await read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes an object for the only item', async () => {
    const text = '{"a": "}]\\"", "b": [{}]}';
    expect(await find(text)).toMatchObject({ single: true, spans: [0, text.length] });
  });

  it.each([
    ['', /The body is empty/],
    ['  ', /The body is empty/],
    ['null', /The body is empty/],
    ['"text"', /The body is empty/],
    ['[]', /The array is empty/],
    ['nul', /not valid JSON/],
    ['[', /not valid JSON/],
    ['[1', /not valid JSON/],
    ['[1,', /not valid JSON/],
    ['[1,]', /not valid JSON/],
    ['[1 2]', /not valid JSON/],
    ['[,1]', /not valid JSON/],
    ['[1]]', /not valid JSON/],
    ['{"a": 1} {}', /not valid JSON/],
    ['{"a": 1', /not valid JSON/],
    ['{"a": 1]', /not valid JSON/],
    ['["a]', /not valid JSON/],
    ['["\\', /not valid JSON/],
    ['[1,\u00a02]', /not valid JSON/],
  ])('refuses %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('agrees with JSON.parse about any bytes', async () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '1',
      'a',
      ' ',
      'null',
      '"a"',
      '{"a":1}',
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        const text = parts.join('');
        const found = await read(`[${text}]`).catch((fault: unknown) => fault);
        const parsed = tryParse(`[${text}]`);
        if (found instanceof Problem) expect(parsed === undefined || (parsed as unknown[]).length === 0).toBe(true);
        else expect(found).toEqual(parsed);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['"', '"'],
    ['[', ''],
    ['{"a": "', '"}'],
  ])('looks for the end of an item that begins with %s no further than it may be long', async (first, last) => {
    const item = (length: number) => `[1, ${first}${' '.repeat(length - first.length - last.length)}${last}]`;
    if (last !== '') expect(await read(item(262_143))).toHaveLength(2);
    await expect(find(item(262_144))).rejects.toMatchObject({
      errors: [{ path: '[1]', message: 'has more than 262144 bytes' }],
    });
  });
});

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
