import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricItem } from '../signals.js';
import { Lane, type LaneEvents } from './lane.js';
import type { Overflow } from './overflow.js';
import { type Batch, DeliveryFault, type Receipt } from './transport.js';

const item = (value: number): MetricItem => ({ name: 'a', kind: 'counter', value, at: 1, source: 's', tags: {} });

/** A lane whose receiver answers with `answers`, one per attempt, and takes everything after them. */
function laneWith({
  answers = [],
  maxBytes = 1e6,
  overflow,
}: {
  answers?: (Receipt | Error | Promise<Receipt>)[];
  maxBytes?: number;
  overflow?: Overflow;
}) {
  const attempts: Batch[] = [];
  const lost: [number, string][] = [];
  const reachable: boolean[] = [];
  const send = async (batch: Batch): Promise<Receipt> => {
    attempts.push(batch);
    const answer = (await answers.shift()) ?? { rejected: 0 };
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const events: LaneEvents = {
    lost: (items, reason) => lost.push([items, reason]),
    reachable: (fault) => reachable.push(fault === undefined),
  };
  const pack = (id: string, items: readonly MetricItem[]): Batch => ({ id, signal: 'metrics', items });
  const lane = new Lane<MetricItem>({ send }, pack, maxBytes, events, overflow);
  return { lane, attempts, lost, reachable };
}

describe('Lane', () => {
  it('sends what was added as one batch, in order', async () => {
    const { lane, attempts } = laneWith({});
    for (const value of [1, 2, 3]) lane.add(item(value), 100);
    await lane.flush(1_000);
    expect(attempts.map(({ items }) => items)).toEqual([[item(1), item(2), item(3)]]);
  });

  it('sends the very same batch again after a fault, and tells of it once', async () => {
    const answers = [new DeliveryFault('down', { retryAfterMs: 1 }), new Error('reset')];
    const { lane, attempts, lost, reachable } = laneWith({ answers });
    lane.add(item(1), 100);
    await lane.flush(5_000);
    expect(attempts).toHaveLength(3);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(1);
    expect(lost).toEqual([]);
    expect(reachable).toEqual([false, true]);
  });

  it('retries by itself after a fault', async () => {
    const { lane, attempts } = laneWith({ answers: [new Error('down')] });
    lane.add(item(1), 100);
    lane.send();
    for (let waited = 0; attempts.length < 2 && waited < 3_000; waited += 20) await sleep(20);
    expect(attempts).toHaveLength(2);
  });

  it('gives up a batch that is refused for good, counts it and goes on', async () => {
    const { lane, attempts, lost } = laneWith({ answers: [new DeliveryFault('bad', { permanent: true })] });
    lane.add(item(1), 300_000);
    lane.add(item(2), 100);
    await lane.flush(1_000);
    expect(attempts.map(({ items }) => items)).toEqual([[item(1)], [item(2)]]);
    expect(lost).toEqual([[1, 'rejected']]);
  });

  it('halves what is too large at once until it passes', async () => {
    const tooLarge = () => new DeliveryFault('413', { permanent: true, tooLarge: true });
    const { lane, attempts, lost } = laneWith({ answers: [tooLarge(), tooLarge(), tooLarge()] });
    for (const value of [1, 2, 3, 4]) lane.add(item(value), 100);
    await lane.flush(1_000);
    const values = attempts.map(({ items }) => items.map((sent) => (sent as MetricItem).value));
    expect(values).toEqual([[1, 2, 3, 4], [1, 2], [1], [2], [3, 4]]);
    expect(lost).toEqual([[1, 'rejected']]);
  });

  it('counts the items a receiver refused', async () => {
    const { lane, lost } = laneWith({ answers: [{ rejected: 2, reason: 'too old' }] });
    for (const value of [1, 2, 3]) lane.add(item(value), 100);
    await lane.flush(1_000);
    expect(lost).toEqual([[2, 'rejected']]);
  });

  it('loses the oldest, and only past the bound', async () => {
    let open: (receipt: Receipt) => void = () => undefined;
    const blocked = new Promise<Receipt>((resolve) => (open = resolve));
    const { lane, attempts, lost } = laneWith({ answers: [blocked], maxBytes: 900_000 });
    lane.add(item(0), 300_000);
    lane.send();
    for (const value of [1, 2]) lane.add(item(value), 300_000);
    expect(lost).toEqual([]);
    lane.add(item(3), 300_000);
    expect(lost).toEqual([[1, 'buffer_full']]);
    open({ rejected: 0 });
    await lane.flush(1_000);
    expect(attempts.map(({ items }) => (items[0] as MetricItem).value)).toEqual([0, 2, 3]);
  });

  it('ends a flush in time while the receiver is away, and counts what is left', async () => {
    const never = new Promise<Receipt>(() => undefined);
    const { lane, lost } = laneWith({ answers: [never] });
    lane.add(item(1), 100);
    const startedAt = performance.now();
    await lane.flush(100);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(lost).toEqual([[1, 'shutdown']]);
  });

  /** In memory: what is asked of it is all there is to it here. */
  function overflowInto(kept: Batch[]): Overflow {
    return {
      keep: async (batch) => kept.push(batch) > 0,
      keepNow: (batch) => kept.push(batch) > 0,
      oldest: async () => kept[0],
      release: async ({ id }) => {
        const index = kept.findIndex((batch) => batch.id === id);
        if (index >= 0) kept.splice(index, 1);
      },
    };
  }

  it('lets what is past the bound overflow, and sends it as the same batch once what is in memory is sent', async () => {
    const kept: Batch[] = [];
    const answers = [new DeliveryFault('down', { retryAfterMs: 300 })];
    const { lane, attempts, lost } = laneWith({ answers, maxBytes: 600_000, overflow: overflowInto(kept) });
    lane.add(item(0), 300_000);
    lane.send();
    await sleep(20);
    for (const value of [1, 2, 3]) lane.add(item(value), 300_000);
    const ids = kept.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    for (let waited = 0; kept.length > 0 && waited < 3_000; waited += 20) await sleep(20);
    expect(attempts.map(({ items }) => (items[0] as MetricItem).value)).toEqual([0, 2, 3, 0, 1]);
    expect(attempts.slice(-2).map(({ id }) => id)).toEqual(ids);
    expect(lost).toEqual([]);
  });

  it('leaves to the overflow what a stopping process could not send', async () => {
    const kept: Batch[] = [];
    const { lane, lost } = laneWith({
      answers: Array.from({ length: 9 }, () => new Error('down')),
      overflow: overflowInto(kept),
    });
    lane.add(item(1), 100);
    await lane.flush(50);
    expect(kept.map(({ items }) => items)).toEqual([[item(1)]]);
    expect(lost).toEqual([]);
  });

  it('hands out what is in memory, and keeps what of it could not be sent otherwise', () => {
    const kept: Batch[] = [];
    const { lane, lost } = laneWith({ overflow: overflowInto(kept) });
    lane.add(item(1), 300_000);
    lane.add(item(2), 100);
    const { batches, leave } = lane.take();
    expect(batches.map(({ items }) => items)).toEqual([[item(1)], [item(2)]]);
    leave((batch) => batch === batches[1]);
    expect(kept).toEqual([batches[1]]);
    expect(lost).toEqual([]);
  });
});
