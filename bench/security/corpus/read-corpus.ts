import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Admits } from '../../../src/security/inspection/admitted.js';
import type { InspectedField, InspectedRequest } from '../../../src/security/inspection/inspected-values.js';
import type { AttackClass } from '../../../src/security/inspection/rule.js';

/** One line of the corpus as the request it stands for; of harmless ones without a class. See README.md. */
export interface CorpusEntry {
  readonly file: string;
  readonly line: string;
  readonly attackClass: AttackClass | undefined;
  /** Of the fifth that nobody looks at while rules are written. */
  readonly isHeldOut: boolean;
  readonly request: InspectedRequest;
}

const FOLDER = 'bench/security/corpus';
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36';

export function readCorpus(): CorpusEntry[] {
  return ['attacks', 'harmless'].flatMap((kind) =>
    readdirSync(`${FOLDER}/${kind}`)
      .sort()
      .flatMap((file) =>
        readEntries(`${FOLDER}/${kind}/${file}`, kind === 'attacks' ? attackClassOf(file) : undefined),
      ),
  );
}

function attackClassOf(file: string): AttackClass {
  return file.replace('.txt', '') as AttackClass;
}

function readEntries(file: string, attackClass: AttackClass | undefined): CorpusEntry[] {
  let place: string[] = [];
  const entries: CorpusEntry[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('@ ')) place = line.slice(2).split(' ');
    else if (line !== '')
      entries.push({ file, line, attackClass, isHeldOut: isHeldOut(line), request: requestOf(place, line) });
  }
  return entries;
}

function isHeldOut(line: string): boolean {
  return createHash('sha256').update(line).digest()[0]! % 5 === 0;
}

function requestOf([place, name = '', admits]: string[], line: string): InspectedRequest {
  const value = line.replaceAll('⏎', '\n');
  if (place === 'path') return { method: 'GET', path: value, userAgent: AGENT };
  if (place === 'user-agent') return { method: 'GET', path: '/api/v1/students?page=2', userAgent: value };
  const field = { in: place as InspectedField['in'], name, value, ...(admits ? { admits: admits as Admits } : {}) };
  const query = place === 'query' ? `?${encodeURIComponent(name)}=${encodeURIComponent(value)}` : '';
  return {
    method: place === 'body' ? 'POST' : 'GET',
    path: `/api/v1/students${query}`,
    fields: [field],
    userAgent: AGENT,
  };
}
