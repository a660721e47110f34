import type { Transaction } from '../../database/database.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import type { AlertRule } from './alert-rule.entity.js';
import type { Matcher } from './matcher.js';

const INVALID_REGULAR_EXPRESSION = '2201B';

/**
 * Asks PostgreSQL, which will match them, whether a rule's regular expressions are any: other engines know other syntax.
 * Not for use in a transaction that goes on, for a fault ends it. @throws Problem 422 with the path of each that is none
 */
export async function checkExpressions(
  database: Transaction,
  rule: Partial<Pick<AlertRule, 'matchers' | 'divideBy'>>,
): Promise<void> {
  const faults = [
    ...(await faultsOf(database, rule.matchers, 'matchers')),
    ...(await faultsOf(database, rule.divideBy?.matchers, 'divide_by.matchers')),
  ];
  if (faults.length > 0) throw Problem.invalid(faults);
}

async function faultsOf(database: Transaction, matchers: Matcher[] = [], path: string): Promise<InputFault[]> {
  const faults: InputFault[] = [];
  for (const [index, { operator, value }] of matchers.entries()) {
    if (!operator.endsWith('~')) continue;
    try {
      await database.query(`select '' ~ $1`, [`^(?:${value})$`]);
    } catch (fault) {
      if ((fault as { code?: unknown }).code !== INVALID_REGULAR_EXPRESSION) throw fault;
      faults.push({
        path: `${path}[${index}].value`,
        message: `is not a regular expression of PostgreSQL: ${(fault as Error).message}`,
      });
    }
  }
  return faults;
}
