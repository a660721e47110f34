import { readFileSync } from 'node:fs';

const DOCUMENT = readFileSync('docs/clients.md', 'utf8');

/** The fenced blocks of docs/clients.md that are in the language: all, or those of one section up to the next heading. */
export function blocksOf(language: string, heading?: string): string[] {
  const text = heading ? DOCUMENT.split(new RegExp(`^##+ ${heading}$`, 'm'))[1]!.split(/^##+ /m)[0]! : DOCUMENT;
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)\`\`\`$`, 'gms'))].map(([, block]) => block!);
}

/** What a block of lines `NAME=value` sets, and the command in its last line. */
export function readEnvironment(block: string): { env: Record<string, string>; command: string } {
  const lines = block.trim().split('\n');
  const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)).filter((pair) => pair !== null);
  return { env: Object.fromEntries(pairs.map(([, name, value]) => [name, value])), command: lines.at(-1)! };
}
