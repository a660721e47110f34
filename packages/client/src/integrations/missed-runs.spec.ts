import { CronTime } from 'cron';
import { countMissed } from './missed-runs.js';

const at = (time: string) => Date.parse(`2026-11-27T${time}Z`);

describe('countMissed', () => {
  /** What is told when runs happen at these times. */
  function missedOf(expression: string, ...times: string[]): number[] {
    const told: number[] = [];
    const schedule = new CronTime(expression, 'UTC');
    const ran = countMissed(
      () => schedule,
      (missed) => told.push(missed),
    );
    for (const time of times) ran(at(time));
    return told;
  }

  it.each<[string, string, string[], number[]]>([
    ['nothing of runs on time', '* * * * * *', ['10:00:01.002', '10:00:02.001', '10:00:03.020'], []],
    ['nothing of runs a little early or late', '*/5 * * * * *', ['09:59:59.990', '10:00:05.400', '10:00:09.900'], []],
    ['those that the event loop held up', '* * * * * *', ['10:00:01.002', '10:00:04.600'], [2]],
    ['those of a night', '0 */10 * * * *', ['01:00:00.001', '07:00:00.001'], [35]],
    ['as the schedule asks, not by the clock', '0 0 8-10 * * *', ['08:00:00.001', '10:00:00.001'], [1]],
  ])('counts %s', (_what, expression, times, expected) => {
    expect(missedOf(expression, ...times)).toEqual(expected);
  });

  it('counts nothing while the schedule is not known', () => {
    const told: number[] = [];
    const ran = countMissed(
      () => undefined,
      (missed) => told.push(missed),
    );
    ran(at('10:00:00'));
    ran(at('11:00:00'));
    expect(told).toEqual([]);
  });
});
