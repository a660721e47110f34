const WRAPPED = Symbol.for('oneclass.monitoring.wrapped');

/** Puts `around` around a method of an object that all share, if it is there: once for each process, however many applications it has. */
export function wrap<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  around: (method: Target[Name]) => Target[Name],
): void {
  const method = target[name] as Target[Name] & { [WRAPPED]?: true };
  if (typeof method !== 'function' || method[WRAPPED]) return;
  target[name] = Object.assign(around(method) as object, { [WRAPPED]: true as const }) as Target[Name];
}
