import { type DecodedValue, decodeValue } from './decode-value.js';
import { type InspectedRequest, type InspectedValue, inspectedValues } from './inspected-values.js';
import { type AttackClass, type Paranoia, type Rule, type RuleSet, THRESHOLD } from './rule.js';
import { RULE_SETS } from './rules/rule-sets.js';
import { SCANNER_AGENTS, SCANNER_PATHS } from './rules/scanner-probe.js';

/** An attack that a request holds, and why it is taken for one. */
export interface Finding {
  readonly attackClass: AttackClass;
  /** The sum of the weights in the field where most speaks for it. */
  readonly score: number;
  readonly rules: readonly Match[];
}

export interface Match {
  readonly id: string;
  readonly weight: number;
  /** `path`, `query.id`, `body.comment`, `header.user-agent` */
  readonly field: string;
  /** What the rule found, decoded, at most 200 characters. */
  readonly fragment: string;
}

/** Whether a rule does not count in a field, as in `query.id`, where it is known to be wrong. */
type IsExcepted = (ruleId: string, field: string) => boolean;

const MOST_FRAGMENT = 200;
/** From level 3 on single characters count: headers are full of them, and gates look for more. */
const MOST_PARANOIA_IN_HEADERS = 2;
const MOST_PARANOIA_OF_GATES = 2;

/** A value without any of these is let go at once: no rule matches it. */
const WORTH_A_LOOK =
  /[%'"`<>(){}$|;&\\=*#[\n\0\uff00-\uffef]|\.\.|\/[./]|^[/!-]|:\d|\b(?:union|select|order|or|and|having|limit|insert|update|delete|drop|waitfor|exec|cmd\.exe|powershell|procedure)\s|localhost|169\.254|\b[a-z]{2,9}:|--$|-inf\/|\.ini/i;

const PATH_WORTH_A_LOOK = /[^\w/.@,:~-]|\.\.|\/\//;
const AGENT_WORTH_A_LOOK = /['"`<{}$|&\\%]|\(\)|\.\.\/|\/(?:etc|bin)|select|sleep|script:/i;
const AGENT = 'header.user-agent';
const NONE: readonly RuleSet[] = [];

/**
 * Recognises attack strings as the OWASP Core Rule Set does: values are decoded, weighted rules score them, and a class whose score in one
 * field reaches the threshold is found. Takes time linear in what is read of the request, which is bounded.
 *
 * @returns nothing for a harmless request
 */
export function inspectRequest(request: InspectedRequest, paranoia: Paranoia, isExcepted?: IsExcepted): Finding[] {
  const found = new Map<AttackClass, Finding>();
  for (const value of inspectedValues(request)) {
    const sets = setsFor(value);
    if (sets.length === 0) continue;
    const decoded = decodeValue(value.raw);
    for (const set of sets) {
      if (set.isAbout && !set.isAbout(value.field)) continue;
      if (paranoia <= MOST_PARANOIA_OF_GATES && !isLetIn(set, decoded)) continue;
      const matches = judge(set, value, decoded, paranoia, isExcepted);
      const score = matches.reduce((sum, { weight }) => sum + weight, 0);
      if (score < THRESHOLD) continue;
      const { attackClass } = set;
      const before = found.get(attackClass);
      const rules = before ? [...before.rules, ...matches] : matches;
      found.set(attackClass, { attackClass, score: Math.max(score, before?.score ?? 0), rules });
    }
  }
  return [...found.values()];
}

/** Of a path and a User-Agent without signs of an attack the words are still looked at. */
function setsFor({ field, raw }: InspectedValue): readonly RuleSet[] {
  if (field === 'path') return PATH_WORTH_A_LOOK.test(raw) ? RULE_SETS : [SCANNER_PATHS];
  if (field === AGENT) return AGENT_WORTH_A_LOOK.test(raw) ? RULE_SETS : [SCANNER_AGENTS];
  return WORTH_A_LOOK.test(raw) ? RULE_SETS : NONE;
}

function isLetIn({ gate }: RuleSet, { text, hasNull, hasOverlong }: DecodedValue): boolean {
  return hasNull || hasOverlong || gate.test(text);
}

function judge(
  set: RuleSet,
  { field, judgement }: InspectedValue,
  decoded: DecodedValue,
  paranoia: Paranoia,
  isExcepted: IsExcepted | undefined,
): Match[] {
  const most = field.startsWith('header.') && set.attackClass !== 'scanner_probe' ? MOST_PARANOIA_IN_HEADERS : 4;
  const level = Math.min(judgement === 'strict' ? paranoia + 1 : paranoia, most);
  const prepared = set.prepare ? { ...decoded, text: set.prepare(decoded.text) } : decoded;
  const matches: Match[] = [];
  for (const rule of set.rules) {
    const weight = judgement === 'prose' ? (rule.prose ?? 0) : rule.weight;
    if (rule.paranoia > level || weight === 0) continue;
    const fragment = findIn(rule, prepared);
    if (fragment === undefined || isExcepted?.(rule.id, field)) continue;
    matches.push({ id: rule.id, weight, field, fragment: fragment.slice(0, MOST_FRAGMENT) });
  }
  return matches;
}

function findIn({ test }: Rule, value: DecodedValue): string | undefined {
  return typeof test === 'function' ? test(value) : test.exec(value.text)?.[0];
}
