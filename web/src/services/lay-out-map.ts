/** One call of the map: who calls whom, how often. */
export interface MapCall {
  readonly client: string;
  readonly server: string;
  readonly rate: number;
}

/** A service and its place: column and row, from 0. */
export interface MapNode {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/** The columns and rows of a map, and how many there are of each. */
export interface MapLayout {
  readonly nodes: readonly MapNode[];
  readonly columns: number;
  readonly rows: number;
}

/** How often the rows are sorted anew by their neighbours: more changes little. */
const SWEEPS = 4;

/**
 * Lays out services in columns: callers to the left of what they call (longest path; a call that closes a circle is passed over), and in
 * each column near their neighbours, which keeps lines from crossing (the barycentre method of Sugiyama et al., 1981).
 */
export function layOutMap(calls: readonly MapCall[]): MapLayout {
  const names = [...new Set(calls.flatMap(({ client, server }) => [client, server]))].toSorted();
  const columnOf = columnsOf(names, calls);
  const columns: string[][] = [];
  for (const name of names) {
    columns[columnOf.get(name)!] ??= [];
    columns[columnOf.get(name)!]!.push(name);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) sortByNeighbours(column, columns, calls);
  }
  const nodes = columns.flatMap((column, at) => column.map((name, row) => ({ name, column: at, row })));
  return { nodes, columns: columns.length, rows: Math.max(0, ...columns.map(({ length }) => length)) };
}

/** Each service's column: one more than the last of its callers, by the calls that close no circle. */
function columnsOf(names: readonly string[], calls: readonly MapCall[]): Map<string, number> {
  const callees = new Map<string, string[]>();
  for (const { client, server } of calls) callees.set(client, [...(callees.get(client) ?? []), server]);
  const called = new Set(calls.map(({ server }) => server));
  const onward = new Map<string, string[]>();
  const finished: string[] = [];
  const walk = (name: string, path: ReadonlySet<string>) => {
    if (onward.has(name)) return;
    const next = (callees.get(name) ?? []).filter((server) => !path.has(server));
    onward.set(name, next);
    for (const server of next) walk(server, new Set([...path, server]));
    finished.push(name);
  };
  for (const name of [...names.filter((one) => !called.has(one)), ...names]) walk(name, new Set([name]));
  const column = new Map(names.map((name) => [name, 0]));
  // Callers before what they call.
  for (const name of finished.toReversed()) {
    for (const server of onward.get(name)!) column.set(server, Math.max(column.get(server)!, column.get(name)! + 1));
  }
  return column;
}

function sortByNeighbours(column: string[], columns: readonly string[][], calls: readonly MapCall[]): void {
  const rowOf = new Map(columns.flatMap((names) => names.map((name, row) => [name, row] as const)));
  const places = new Map<string, number[]>();
  const add = (name: string, neighbour: string) => {
    const known = places.get(name);
    if (known) known.push(rowOf.get(neighbour)!);
    else places.set(name, [rowOf.get(neighbour)!]);
  };
  for (const { client, server } of calls) {
    add(client, server);
    add(server, client);
  }
  const mean = (name: string) => {
    const rows = places.get(name)!;
    return rows.reduce((sum, row) => sum + row, 0) / rows.length;
  };
  column.sort((left, right) => mean(left) - mean(right));
}

/** The calls of a service and of its neighbours with it. */
export function callsAround<T extends MapCall>(calls: readonly T[], service: string): T[] {
  return calls.filter(({ client, server }) => client === service || server === service);
}
