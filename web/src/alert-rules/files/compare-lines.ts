/** One line of a comparison: only before, only after, or the same in both. */
export interface ComparedLine {
  readonly kind: 'gone' | 'new' | 'same';
  readonly text: string;
}

/** More lines than this are not compared: all of the old are gone, all of the new are new. */
const MOST_LINES = 400;

/** What became of a text, line by line, by the longest common subsequence. */
export function compareLines(before: readonly string[], after: readonly string[]): ComparedLine[] {
  if (before.length > MOST_LINES || after.length > MOST_LINES) return [...mark(before, 'gone'), ...mark(after, 'new')];
  const lengths = commonLengths(before, after);
  const lines: ComparedLine[] = [];
  let old = 0;
  let next = 0;
  while (old < before.length && next < after.length) {
    if (before[old] === after[next]) {
      lines.push({ kind: 'same', text: before[old]! });
      old += 1;
      next += 1;
    } else if (lengths[old + 1]![next]! >= lengths[old]![next + 1]!) {
      lines.push({ kind: 'gone', text: before[old]! });
      old += 1;
    } else {
      lines.push({ kind: 'new', text: after[next]! });
      next += 1;
    }
  }
  return [...lines, ...mark(before.slice(old), 'gone'), ...mark(after.slice(next), 'new')];
}

/** The lines of one rule in a file: from the one where it begins to the one where the next does, moved to the left edge. */
export function blockOf(file: string, line: number, nextLine: number | undefined): string[] {
  const lines = file.split(/\r?\n/).slice(line - 1, nextLine === undefined ? undefined : nextLine - 1);
  const trimmed = lines.filter((text) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  // The dash that begins an item stands where its terms are indented to.
  const plain = trimmed.map((text, index) => (index === 0 ? text.replace(/^(\s*)-/, '$1 ') : text));
  const margin = Math.min(...plain.map((text) => text.length - text.trimStart().length));
  return plain.map((text) => text.slice(margin).trimEnd());
}

function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let old = before.length - 1; old >= 0; old -= 1) {
    for (let next = after.length - 1; next >= 0; next -= 1) {
      lengths[old]![next] =
        before[old] === after[next]
          ? lengths[old + 1]![next + 1]! + 1
          : Math.max(lengths[old + 1]![next]!, lengths[old]![next + 1]!);
    }
  }
  return lengths;
}

function mark(lines: readonly string[], kind: ComparedLine['kind']): ComparedLine[] {
  return lines.map((text) => ({ kind, text }));
}
