import type { Pacer } from '../../jobs/pacer.js';
import { combineResults, divide } from '../evaluation/combine-results.js';
import type { MetricResult } from '../evaluation/series-evaluation.js';
import type { Expression, Operator } from './parse-expression.js';

type Operand = number | readonly MetricResult[];

const OPERATIONS: Record<Operator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': divide,
};

/**
 * Works out an expression, step by step, over groups with equal tags; a group that one side of an operation lacks is
 * left out. Where a value is missing, or is divided by zero, the result is NaN.
 *
 * @param named the results each name stands for, all with the same steps; the expression has at least one of the names
 */
export async function evaluateExpression(
  expression: Expression,
  named: ReadonlyMap<string, readonly MetricResult[]>,
  pacer: Pacer,
): Promise<readonly MetricResult[]> {
  return (await operandOf(expression, named, pacer)) as readonly MetricResult[];
}

async function operandOf(
  expression: Expression,
  named: ReadonlyMap<string, readonly MetricResult[]>,
  pacer: Pacer,
): Promise<Operand> {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'name') return named.get(expression.name)!;
  const operate = OPERATIONS[expression.operator];
  const left = await operandOf(expression.left, named, pacer);
  const right = await operandOf(expression.right, named, pacer);
  if (typeof left === 'number') {
    return typeof right === 'number' ? operate(left, right) : mapValues(right, (value) => operate(left, value), pacer);
  }
  if (typeof right === 'number') return mapValues(left, (value) => operate(value, right), pacer);
  return combineResults(left, right, operate, pacer);
}

async function mapValues(
  results: readonly MetricResult[],
  change: (value: number) => number,
  pacer: Pacer,
): Promise<MetricResult[]> {
  const changed: MetricResult[] = [];
  for (const { tags, times, values } of results) {
    changed.push({ tags, times, values: values.map(change) });
    if (pacer.isDue) await pacer.pause();
  }
  return changed;
}
