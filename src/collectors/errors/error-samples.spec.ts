import { errorSamples, KnownTypes } from './error-samples.js';

describe('errorSamples', () => {
  it('makes counters of what was counted, and of what of it was left out', () => {
    const samples = errorSamples(
      [
        [10, 'students', 'error', 'TypeError', 500, 300],
        [20, 'billing', 'warning', 'Late', 1, 0],
      ],
      new KnownTypes(),
    );
    expect(samples.map(({ name, at, value, tags }) => [name, at, value, tags])).toEqual([
      ['errors_total', 10_000, 500, { service: 'students', severity: 'error', error_type: 'TypeError' }],
      ['errors_left_out_total', 10_000, 300, { service: 'students' }],
      ['errors_total', 20_000, 1, { service: 'billing', severity: 'warning', error_type: 'Late' }],
    ]);
  });

  it('gives the first hundred types of a service series of their own, and the rest one', () => {
    const types = new KnownTypes();
    const names = Array.from({ length: 300 }, (_, i) => types.nameOf('students', `Type${i}`));
    expect([new Set(names).size, names[99], names[100], types.nameOf('students', 'Type7')]).toEqual([
      101,
      'Type99',
      'other',
      'Type7',
    ]);
    expect(types.nameOf('billing', 'Type200')).toBe('Type200');
  });
});
