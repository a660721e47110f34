import type { FieldFault } from '../../api/failure.js';

/** The API's faults of a rule by the path of their field. */
export type Faults = readonly FieldFault[];

/** The faults of a trial name the rule as a part of the request; here they are those of the rule. */
export function faultsOfRule(faults: Faults): FieldFault[] {
  return faults.map(({ path, message }) => ({ path: path.replace(/^rule\./, ''), message }));
}

/** What is said at one field: its own faults and those within it, unless these have fields of their own. */
export function faultAt(faults: Faults, path: string, { within = true } = {}): string | undefined {
  const own = faults.filter(
    (fault) =>
      fault.path === path || (within && (fault.path.startsWith(`${path}[`) || fault.path.startsWith(`${path}.`))),
  );
  if (own.length === 0) return undefined;
  return own.map(({ message }) => message).join('; ');
}

/** Faults that belong to none of the form's fields: they are listed beside it, so that none goes untold. */
export function faultsElsewhere(faults: Faults, fields: readonly string[]): Faults {
  return faults.filter(({ path }) => !fields.includes(path.split(/[.[]/, 1)[0]!));
}
