import { readFileSync } from 'node:fs';

const DOCUMENT = readFileSync('docs/clients.md', 'utf8');

/** The fenced blocks of a section of docs/clients.md, up to the next heading, that are in the language. */
export function blocksOf(heading: string, language: string): string[] {
  const [, section] = DOCUMENT.split(new RegExp(`^##+ ${heading}$`, 'm'));
  const [text] = section!.split(/^##+ /m);
  return [...text!.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)\`\`\`$`, 'gms'))].map(([, block]) => block!);
}

/** What a block of lines `NAME=value` sets, and the command after it. */
export function readEnvironment(block: string): { env: Record<string, string>; command: string } {
  const lines = block.trim().split('\n');
  const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)).filter((pair) => pair !== null);
  return { env: Object.fromEntries(pairs.map(([, name, value]) => [name, value])), command: lines.at(-1)! };
}
