/** Tells whether a whole text is what a glob describes. */
export type Glob = (text: string) => boolean;

/**
 * Makes a glob: `*` stands for any number of characters, everything else for itself, in capital or small letters. Reads no character of
 * a text more than twice, whatever the pattern.
 */
export function compileGlob(pattern: string): Glob {
  const [start, ...rest] = pattern.toLowerCase().split(/\*+/);
  if (rest.length === 0) return (text) => text.toLowerCase() === start;
  const end = rest.pop()!;
  const finders = rest.map(finder);
  return (text) => {
    const lower = text.toLowerCase();
    const stop = lower.length - end.length;
    if (stop < start!.length || !lower.startsWith(start!) || !lower.endsWith(end)) return false;
    let at = start!.length;
    for (const find of finders) {
      at = find(lower, at, stop);
      if (at < 0) return false;
    }
    return true;
  };
}

/** Where the first occurrence of a word ends, between two places of a text; -1 if there is none. */
type Finder = (text: string, from: number, to: number) => number;

/** Searches as Knuth, Morris and Pratt do: it never goes back in the text. */
function finder(word: string): Finder {
  const fallbacks = fallbacksOf(word);
  return (text, from, to) => {
    let matched = 0;
    for (let at = from; at < to; at++) {
      while (matched > 0 && text[at] !== word[matched]) matched = fallbacks[matched - 1]!;
      if (text[at] === word[matched]) matched++;
      if (matched === word.length) return at + 1;
    }
    return -1;
  };
}

/** For each beginning of a word, how much of it is matched still when the next character is another. */
function fallbacksOf(word: string): number[] {
  const fallbacks = [0];
  for (let at = 1, matched = 0; at < word.length; at++) {
    while (matched > 0 && word[at] !== word[matched]) matched = fallbacks[matched - 1]!;
    if (word[at] === word[matched]) matched++;
    fallbacks.push(matched);
  }
  return fallbacks;
}
