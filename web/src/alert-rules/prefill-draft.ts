import { chooseKind } from './editor/choose-kind.js';
import { EMPTY_DRAFT, type RuleDraft } from './editor/draft.js';
import type { NewRuleSearch } from './routes.js';
import type { Matcher } from './rule.js';

/** `name=value`, `name!=value`, `name=~pattern`, `name!~pattern`; a value with a comma stands in double quotes. */
const TERM = /\s*([^\s=!~,"]+)\s*(=~|!=|!~|=)\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/y;

/** A new rule about what a link asks of a metric. What cannot be read is left out. */
export function prefillDraft({ metric_name, aggregation, tags, group_by, kind }: NewRuleSearch): RuleDraft {
  const groups = (group_by ?? '').split(',').map((tag) => tag.trim());
  const start = kind === undefined ? EMPTY_DRAFT : chooseKind(EMPTY_DRAFT, kind);
  return {
    ...start,
    ...(metric_name === undefined ? {} : { metric_name }),
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(tags === undefined ? {} : { matchers: readTags(tags) }),
    ...(group_by === undefined ? {} : { group_by: [...new Set(groups.filter((tag) => tag !== ''))] }),
  };
}

/** Reads a tag filter as the metrics' pages write it: terms with commas between them, or a JSON object of equal tags. */
export function readTags(text: string): Matcher[] {
  if (text.trimStart().startsWith('{')) return readObject(text);
  const matchers: Matcher[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const [, tag, operator, value] = TERM.exec(text) ?? [];
    if (tag === undefined || value === undefined) break;
    matchers.push({ tag, operator: operator as Matcher['operator'], value: unquote(value) });
  }
  return matchers;
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.trimEnd();
  return value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}

function readObject(text: string): Matcher[] {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return entries.flatMap(([tag, value]) =>
      typeof value === 'string' ? [{ tag, operator: '=' as const, value }] : [],
    );
  } catch {
    return [];
  }
}
