import { changesOf, faultOf } from './draft-changes.js';
import type { SettingInfo } from './known-settings.js';

const CONFIGURATION = {
  metric_retention_days: 30,
  log_retention_days: 90,
  alert_retention_days: 365,
  health_check_interval: 60,
  enable_tracing: true,
  sample_rate: 0.1,
};

const SETTINGS: SettingInfo[] = [
  { name: 'log_retention_days', kind: 'integer', default_value: 90, minimum: 1, maximum: 3650, variable: 'X' },
  { name: 'sample_rate', kind: 'number', default_value: 0.1, minimum: 0, maximum: 1, variable: 'Y' },
];

describe('changesOf', () => {
  it.each([
    { name: 'nothing typed', draft: {}, patch: {}, faults: [] },
    { name: 'the same again', draft: { sample_rate: '0.1', enable_tracing: true }, patch: {}, faults: [] },
    { name: 'another number', draft: { log_retention_days: '14' }, patch: { log_retention_days: 14 }, faults: [] },
    { name: 'nought', draft: { sample_rate: 0 }, patch: { sample_rate: 0 }, faults: [] },
    { name: 'off', draft: { enable_tracing: false }, patch: { enable_tracing: false }, faults: [] },
    { name: 'an empty field', draft: { sample_rate: ' ' }, patch: {}, faults: ['sample_rate'] },
    { name: 'no number', draft: { sample_rate: '-' }, patch: {}, faults: ['sample_rate'] },
    { name: 'too much', draft: { log_retention_days: '3651' }, patch: {}, faults: ['log_retention_days'] },
    { name: 'too little', draft: { sample_rate: -0.1 }, patch: {}, faults: ['sample_rate'] },
    { name: 'a part of a day', draft: { log_retention_days: '1.5' }, patch: {}, faults: ['log_retention_days'] },
  ])('$name', ({ draft, patch, faults }) => {
    const changes = changesOf(draft, CONFIGURATION, SETTINGS);
    expect(changes.patch).toEqual(patch);
    expect(Object.keys(changes.faults)).toEqual(faults);
    expect(changes.count).toBe(Object.keys(patch).length + faults.length);
  });
});

describe('faultOf', () => {
  it.each([
    { faults: [{ path: 'a', message: 'too much' }], expected: 'too much' },
    {
      faults: [
        { path: '/a', message: 'one' },
        { path: 'a', message: 'two' },
      ],
      expected: 'one. two',
    },
    { faults: [{ path: 'b', message: 'too much' }], expected: undefined },
  ])('$expected', ({ faults, expected }) => {
    expect(faultOf(faults, 'a')).toBe(expected);
  });
});
