import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetMetadata } from '@nestjs/common';
import { Counted, Span, Timed } from './decorators.js';
import type { Batch } from './delivery/transport.js';
import { startMonitoring } from './start-monitoring.js';

class Reports {
  @Span()
  @Timed('report_duration_ms', { kind: 'yearly' })
  @Counted()
  @SetMetadata('role', 'teacher')
  async attendance(days: number): Promise<number> {
    await sleep(20);
    if (days < 0) throw new RangeError('no days');
    return days * 2;
  }

  @Span('adding up')
  @Counted('sums_total')
  sum(...values: number[]): number {
    return values.reduce((total, value) => total + value, 0);
  }
}

describe('decorators', () => {
  it('record calls, change nothing of them, and keep what other decorators say', async () => {
    const batches: Batch[] = [];
    const send = async (batch: Batch) => {
      batches.push(batch);
      return { rejected: 0 };
    };
    const monitoring = startMonitoring({
      service: 'reports',
      sampleRate: 1,
      processMetrics: false,
      transport: { send },
    });
    const reports = new Reports();
    expect(await reports.attendance(3)).toBe(6);
    await expect(reports.attendance(-1)).rejects.toThrow('no days');
    expect(reports.sum(1, 2, 3)).toBe(6);
    const { value: method } = Object.getOwnPropertyDescriptor(Reports.prototype, 'attendance')!;
    expect([Reflect.getMetadata('role', method as object), (method as { name: string }).name]).toEqual([
      'teacher',
      'attendance',
    ]);
    await monitoring.stop();
    const spans = batches.flatMap((batch) => (batch.signal === 'traces' ? batch.items : []));
    expect(spans.map(({ operation, status }) => `${operation} ${status}`).sort()).toEqual([
      'Reports.attendance error',
      'Reports.attendance unset',
      'adding up unset',
    ]);
    const metrics = batches.flatMap((batch) => (batch.signal === 'metrics' ? batch.items : []));
    const counted = metrics.filter(({ kind }) => kind === 'counter');
    expect(counted.map(({ name, tags, value }) => `${name} ${tags.method} ${tags.outcome} ${value}`).sort()).toEqual([
      'method_calls_total Reports.attendance error 1',
      'method_calls_total Reports.attendance ok 1',
      'sums_total Reports.sum ok 1',
    ]);
    const timed = metrics.filter(({ name }) => name === 'report_duration_ms');
    expect(timed.reduce((calls, { count = 1 }) => calls + count, 0)).toBe(2);
    for (const { value, tags, unit } of timed) {
      expect(value).toBeGreaterThan(15);
      expect([tags, unit]).toEqual([{ service: 'reports', method: 'Reports.attendance', kind: 'yearly' }, 'ms']);
    }
  });

  it('leave methods as they are while nothing is recorded', () => {
    expect(new Reports().sum(4, 5)).toBe(9);
  });
});
