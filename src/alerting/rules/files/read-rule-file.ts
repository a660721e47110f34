import { isMap, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { InputFault } from '../../../http/problem.dto.js';
import { Problem } from '../../../http/problem.js';

const MAX_RULES = 2000;
/** Aliases are counted with what they stand for, so that a small file cannot grow without bounds. */
const MAX_ALIASES = 100;

/** A rule as it stands in a file, not yet checked. */
export interface FileRule {
  /** @example "rules[3]" */
  readonly path: string;
  readonly line: number;
  readonly value: unknown;
}

/** The rules of a YAML file: a list, or a map with the list `rules`. @throws Problem 422 with line and column for what is no such file */
export function readRuleFile(text: string): FileRule[] {
  const lines = new LineCounter();
  const document = parse(text, lines);
  const fault = document.errors[0];
  if (fault) throw notYaml(faultOf(lines, fault.pos[0], fault.message));
  visit(document, {
    Pair: (_, { key }) => {
      const { value, range } = key as { value?: unknown; range?: Node['range'] };
      if (value === '__proto__') throw notYaml(faultOf(lines, range?.[0] ?? 0, 'the key __proto__ is not allowed'));
    },
  });
  const root = document.contents as Node | null;
  const list = isMap(root) ? root.get('rules', true) : root;
  const other = isMap(root) ? root.items.find(({ key }) => String(key) !== 'rules') : undefined;
  if (other)
    throw Problem.invalid([{ path: String(other.key), message: 'is unknown: expected the list `rules` alone' }]);
  if (!isSeq(list)) throw Problem.invalid([{ path: 'rules', message: 'must be a list of rules' }]);
  if (list.items.length > MAX_RULES)
    throw Problem.invalid([{ path: 'rules', message: `must have at most ${MAX_RULES} rules` }]);
  const values = plain(() => list.toJS(document, { maxAliasCount: MAX_ALIASES }) as unknown[]);
  const prefix = list === root ? '' : 'rules';
  return values.map((value, index) => ({
    path: `${prefix}[${index}]`,
    line: lines.linePos((list.items[index] as Node | null)?.range?.[0] ?? 0).line,
    value,
  }));
}

function parse(text: string, lineCounter: LineCounter) {
  return plain(() => parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true, logLevel: 'error' }));
}

/** What is nested too deeply or has too many aliases is refused like any other fault. */
function plain<T>(read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw notYaml({ path: '', message: (fault as Error).message });
  }
}

function faultOf(lines: LineCounter, offset: number, message: string): InputFault {
  const { line, col } = lines.linePos(offset);
  return { path: `line ${line}, column ${col}`, message };
}

function notYaml(fault: InputFault): Problem {
  return Problem.invalid(
    [fault],
    `The file cannot be read as YAML: ${fault.path ? `${fault.path}: ` : ''}${fault.message}`,
  );
}
