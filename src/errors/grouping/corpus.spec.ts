import { readdirSync, readFileSync } from 'node:fs';
import { groupError } from './group-error.js';
import { readStack } from './read-stack.js';

/** An event that a real program threw, and the group it belongs to: corpus/README.md. */
interface CorpusEvent {
  group: string;
  variant: string;
  language: string;
  type: string;
  message: string;
  stack?: string;
}

const FOLDER = 'src/errors/grouping/corpus';

const corpus = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as CorpusEvent[]);

/** The same service throws all of them, so that nothing but the errors tells them apart. */
function group({ type, message, stack }: CorpusEvent) {
  return groupError({
    service: 'school',
    errorType: type,
    errorMessage: message,
    exceptions: readStack(stack ?? '', type, message),
  });
}

/** The groups that were split, and those that were thrown together, with what made them so. */
function faults(): string[] {
  const idsOf = new Map<string, Map<string, string>>();
  const groupsOf = new Map<string, Set<string>>();
  for (const event of corpus) {
    const { groupId, fingerprint } = group(event);
    const ids = idsOf.get(event.group) ?? new Map<string, string>();
    idsOf.set(event.group, ids.set(groupId, `${event.variant}: ${fingerprint.join(' | ')}`));
    groupsOf.set(groupId, (groupsOf.get(groupId) ?? new Set()).add(event.group));
  }
  const split = [...idsOf].filter(([, ids]) => ids.size > 1);
  const merged = [...groupsOf].filter(([, groups]) => groups.size > 1);
  return [
    ...split.map(([name, ids]) => `${name} is split:\n  ${[...ids.values()].join('\n  ')}`),
    ...merged.map(
      ([id, groups]) =>
        `${[...groups].join(' and ')} are one:\n  ${[...idsOf.get([...groups][0]!)!].find(([other]) => other === id)![1]}`,
    ),
  ];
}

describe('the corpus', () => {
  it('holds enough events and groups', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.map((event) => event.group)).size).toBeGreaterThanOrEqual(15);
  });

  it('is grouped exactly as it should be', () => {
    expect(faults()).toEqual([]);
  });
});
