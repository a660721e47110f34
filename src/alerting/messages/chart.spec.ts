import { type Chart, chartCaption, chartLine, heights, isBad } from './chart.js';

const chart = (values: Chart['values'], threshold: number | null = null): Chart => ({
  metricName: 'system_cpu_usage',
  values,
  stepMs: 120_000,
  threshold,
  condition: 'lt',
});

describe('chart', () => {
  it('draws from zero to the greatest value', () => {
    expect(heights(chart([0, 50, 100]))).toEqual([0, 0.5, 1]);
    expect(chartLine(chart([0, 50, 100]))).toBe('▁▅█');
  });

  it('has the threshold in the picture', () => {
    expect(heights(chart([40], 80))).toEqual([0.5]);
  });

  it('draws negative values from the least', () => {
    expect(heights(chart([-10, 0, 10]))).toEqual([0, 0.5, 1]);
  });

  it('leaves a gap where nothing was measured', () => {
    expect(chartLine(chart([1, undefined, 1]))).toBe('█ █');
  });

  it('draws a metric that is always zero', () => {
    expect(chartLine(chart([0, 0]))).toBe('▁▁');
  });

  it('tells which values are on the bad side of the threshold', () => {
    expect([0, 1, undefined].map((value) => isBad(chart([], 1), value))).toEqual([true, false, false]);
    expect(isBad(chart([]), 0)).toBe(false);
  });

  it('says what it shows', () => {
    expect(chartCaption(chart([1.23456, undefined, 93.333333], 80))).toBe(
      'system_cpu_usage, last 6 minutes: from 1.2346 to 93.3333, threshold 80',
    );
  });
});
