import { suspiciousFragments } from '@oneclass/monitoring-client';
import { type CorpusEntry, readCorpus } from '../../../bench/security/corpus/read-corpus.js';
import { inspectRequest } from './inspect-request.js';
import { ATTACK_CLASSES } from './rule.js';

const corpus = readCorpus();
const harmless = corpus.filter(({ attackClass }) => attackClass === undefined);
const attacks = corpus.filter(({ attackClass }) => attackClass !== undefined);

function isRecognised({ request, attackClass }: CorpusEntry): boolean {
  return inspectRequest(request, 1).some((finding) => finding.attackClass === attackClass);
}

function shareOf(entries: readonly CorpusEntry[], holds: (entry: CorpusEntry) => boolean): number {
  return entries.filter(holds).length / entries.length;
}

/** What the client would send of it. */
function fragmentsOf({ request: { path, fields = [], userAgent } }: CorpusEntry) {
  const body = fields.filter((field) => field.in === 'body').map(({ name, value }) => [name, value]);
  return suspiciousFragments(path, Object.fromEntries(body), userAgent) ?? [];
}

/** The same request, as far as the client sends it. */
function sent(entry: CorpusEntry): CorpusEntry {
  const admits = entry.request.fields?.[0]?.admits;
  const fragments = fragmentsOf(entry);
  const path = fragments.find((fragment) => fragment.in === 'path')?.value ?? '/';
  const fields = fragments
    .filter((fragment) => fragment.in !== 'path')
    .map((one) => ({ ...one, ...(admits && { admits }) }));
  return { ...entry, request: { method: 'GET', path, fields } };
}

describe('the corpus', () => {
  it('holds enough, and nothing twice', () => {
    expect(harmless.length).toBeGreaterThanOrEqual(2_000);
    expect(attacks.length).toBeGreaterThanOrEqual(450);
    for (const name of ATTACK_CLASSES)
      expect(attacks.filter(({ attackClass }) => attackClass === name).length).toBeGreaterThanOrEqual(60);
    const seen = new Set(corpus.map(({ request }) => JSON.stringify(request)));
    expect(seen.size).toBe(corpus.length);
  });

  it('is recognised at paranoia 1: 95 % of the attacks, 90 % of each class', () => {
    expect(shareOf(attacks, isRecognised)).toBeGreaterThanOrEqual(0.95);
    for (const name of ATTACK_CLASSES) {
      const share = shareOf(
        attacks.filter(({ attackClass }) => attackClass === name),
        isRecognised,
      );
      expect([name, share >= 0.9]).toEqual([name, true]);
    }
  });

  it('raises at most 0.5 % of false alarms at paranoia 1', () => {
    expect(shareOf(harmless, ({ request }) => inspectRequest(request, 1).length > 0)).toBeLessThanOrEqual(0.005);
  });

  it('passes the client: what is recognised still is in what it sends, and of harmless requests it sends few', () => {
    // The client looks at no header but the User-Agent.
    const seen = attacks.filter(({ request }) => !request.fields?.some((field) => field.in === 'header'));
    const lost = seen.filter((entry) => isRecognised(entry) && !isRecognised(sent(entry)));
    expect(lost.map(({ line }) => line)).toEqual([]);
    expect(shareOf(harmless, (entry) => fragmentsOf(entry).length > 0)).toBeLessThan(0.4);
  });
});
