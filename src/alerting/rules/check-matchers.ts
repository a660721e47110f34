import { patternFault } from '../../database/patterns/translate-pattern.js';
import { Problem } from '../../http/problem.js';
import type { Matcher } from './matcher.js';

/** Whether the regular expressions of matchers, by the path of each list, are any that will be matched. @throws Problem 422 with the path of each that is none */
export function checkMatchers(lists: Readonly<Record<string, readonly Matcher[] | undefined>>): void {
  const faults = Object.entries(lists).flatMap(([path, matchers = []]) =>
    matchers.flatMap(({ operator, value }, index) => {
      const message = operator.endsWith('~') ? patternFault(value) : undefined;
      return message ? [{ path: `${path}[${index}].value`, message }] : [];
    }),
  );
  if (faults.length > 0) throw Problem.invalid(faults);
}
