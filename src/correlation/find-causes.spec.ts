import { findCauses } from './find-causes.js';

const outline = [
  ['gateway', 0],
  ['students', 1],
  ['database', 2],
  ['retry', 2],
  ['mail', 1],
  ['smtp', 2],
].map(([span_id, depth]) => ({ span: { span_id: span_id as string }, depth: depth as number }));

const causesOf = (...spans: (string | null)[]) => {
  const errors = spans.map((span_id, i) => ({ error_id: `${span_id}-${i}`, span_id }));
  return Object.fromEntries(findCauses(errors, outline));
};

describe('findCauses', () => {
  it.each<[string, (string | null)[], Record<string, string>]>([
    ['of one error none', ['gateway'], {}],
    [
      'the deepest one below',
      ['database', 'students', 'gateway'],
      { 'students-1': 'database-0', 'gateway-2': 'database-0' },
    ],
    ['whatever order they happened in', ['gateway', 'students'], { 'gateway-0': 'students-1' }],
    ['of several that deep the earliest', ['retry', 'database', 'gateway'], { 'gateway-2': 'retry-0' }],
    ['not one of another branch', ['smtp', 'students'], {}],
    [
      'for each branch its own',
      ['smtp', 'mail', 'database', 'students'],
      { 'mail-1': 'smtp-0', 'students-3': 'database-2' },
    ],
    ['for all errors of a span', ['mail', 'smtp', 'mail'], { 'mail-0': 'smtp-1', 'mail-2': 'smtp-1' }],
    ['not what has no span, or an unknown one', [null, 'elsewhere', 'gateway'], {}],
  ])('%s', (_, spans, causes) => {
    expect(causesOf(...spans)).toEqual(causes);
  });
});
