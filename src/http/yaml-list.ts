import { isMap, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { InputFault } from './problem.dto.js';
import { Problem } from './problem.js';

/** Aliases are counted with what they stand for, so that a small file cannot grow without bounds. */
const MAX_ALIASES = 100;

/** An item as it stands in a file, not yet checked. */
export interface YamlItem {
  /** @example "rules[3]" */
  readonly path: string;
  readonly line: number;
  readonly value: unknown;
  /** The line of what stands at a place within the item; of what is around it when there is nothing. */
  readonly lineOf: (place: readonly string[]) => number;
}

/**
 * The items of a YAML file: a list, or a map with the list under its name.
 *
 * @param name what the items are called, in the plural: `rules` @throws Problem 422 with line and column for what is no such file
 */
export function readYamlList(text: string, name: string, most: number): YamlItem[] {
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
  const list = isMap(root) ? root.get(name, true) : root;
  const other = isMap(root) ? root.items.find(({ key }) => String(key) !== name) : undefined;
  if (other)
    throw Problem.invalid([{ path: String(other.key), message: `is unknown: expected the list \`${name}\` alone` }]);
  if (!isSeq(list)) throw Problem.invalid([{ path: name, message: `must be a list of ${name}` }]);
  if (list.items.length > most) throw Problem.invalid([{ path: name, message: `must have at most ${most} ${name}` }]);
  const values = plain(() => list.toJS(document, { maxAliasCount: MAX_ALIASES }) as unknown[]);
  const prefix = list === root ? '' : name;
  return values.map((value, index) => {
    const lineOf = (place: readonly string[]): number => lineAt(lines, list.items[index] as Node | null, place);
    return { path: `${prefix}[${index}]`, line: lineOf([]), value, lineOf };
  });
}

function lineAt(lines: LineCounter, item: Node | null, place: readonly string[]): number {
  let offset = item?.range?.[0] ?? 0;
  let node: unknown = item;
  for (const key of place) {
    node = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    offset = (node as Node | undefined)?.range?.[0] ?? offset;
  }
  return lines.linePos(offset).line;
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
