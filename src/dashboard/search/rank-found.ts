import { FOUND_KINDS, type FoundView } from './search.dto.js';

/** Puts what fits best first: the very text, then what begins with it, then what has a word that does, then the rest. */
export function rankFound(found: readonly FoundView[], text: string, limit: number): FoundView[] {
  const sought = text.toLowerCase();
  return found
    .map((item, place) => ({ item, place, rank: rankOf(item.title.toLowerCase(), sought) }))
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        FOUND_KINDS.indexOf(one.item.kind) - FOUND_KINDS.indexOf(other.item.kind) ||
        one.place - other.place,
    )
    .slice(0, limit)
    .map(({ item }) => item);
}

function rankOf(title: string, sought: string): number {
  const at = title.indexOf(sought);
  if (at < 0) return 4;
  if (title === sought) return 0;
  if (at === 0) return 1;
  return /[\p{L}\p{N}]/u.test(title[at - 1]!) ? 3 : 2;
}
