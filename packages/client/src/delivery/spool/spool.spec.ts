import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogItem } from '../../signals.js';
import type { Batch } from '../transport.js';
import { Spool } from './spool.js';

const line = (message: string): LogItem => ({ id: randomUUID(), level: 'info', message, service: 'students', at: 5 });
const batchOf = (...messages: string[]): Batch => ({ id: randomUUID(), signal: 'logs', items: messages.map(line) });
/** Of a process that has ended. */
const GONE_PID = spawnSync('true').pid;

describe('Spool', () => {
  let directory: string;
  let lost: [string, number, string][];
  let trouble: string[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'spool-'));
    lost = [];
    trouble = [];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const spoolOf = (maxBytes = 1e6) =>
    new Spool(directory, 'students', maxBytes, {
      lost: (...told) => lost.push(told),
      trouble: (fault) => trouble.push(fault.message),
    });
  const service = () => join(directory, 'students');
  const own = () => join(service(), readdirSync(service())[0]!);
  /** What a process of this name leaves behind. */
  async function leave(folder: string, batches: Batch[]) {
    const spool = spoolOf();
    for (const batch of batches) await spool.overflowOf('logs').keep(batch);
    const path = join(service(), folder);
    renameSync(own(), path);
    return path;
  }

  it('gives back what it keeps, the oldest first, until that is released', async () => {
    const logs = spoolOf().overflowOf('logs');
    const [first, second] = [batchOf('one', 'two'), batchOf('three')];
    expect(await logs.keep(first)).toBe(true);
    expect(await logs.keep(second)).toBe(true);
    expect(await logs.oldest()).toEqual(first);
    expect(await logs.oldest()).toEqual(first);
    await logs.release(first);
    expect(await logs.oldest()).toEqual(second);
    await logs.release(second);
    expect(await logs.oldest()).toBeUndefined();
    expect(readdirSync(own())).toEqual([]);
  });

  it('keeps signals apart, and everything from other accounts', async () => {
    const spool = spoolOf();
    await spool.overflowOf('logs').keep(batchOf('one'));
    expect(await spool.overflowOf('metrics').oldest()).toBeUndefined();
    expect(statSync(own()).mode & 0o777).toBe(0o700);
    expect(statSync(join(own(), readdirSync(own())[0]!)).mode & 0o777).toBe(0o600);
  });

  it('lets the oldest go past its bound, and says so', async () => {
    const logs = spoolOf(600).overflowOf('logs');
    for (const text of ['a', 'b', 'c']) {
      expect(await logs.keep(batchOf(text.repeat(150)))).toBe(true);
    }
    expect((await logs.oldest())!.items).toMatchObject([{ message: 'b'.repeat(150) }]);
    expect(lost).toEqual([['logs', 1, 'spool_full']]);
  });

  it('takes over what a process that has ended left behind', async () => {
    const batches = [batchOf('one'), batchOf('two')];
    const folder = await leave(`${hostname().replace(/[^A-Za-z0-9-]/g, '_')}.${GONE_PID}.00000000`, batches);
    writeFileSync(join(folder, `${'0'.repeat(21)}-7-logs-${randomUUID()}.v1.json.part`), '[{"id":');
    writeFileSync(join(folder, 'of-a-later-version.v2.json'), '{}');
    const spool = spoolOf();
    await spool.adopt();
    const logs = spool.overflowOf('logs');
    for (const batch of batches) {
      expect(await logs.oldest()).toEqual(batch);
      await logs.release(batch);
    }
    expect(await logs.oldest()).toBeUndefined();
    expect(lost).toEqual([['logs', 7, 'spool_damaged']]);
    expect(readdirSync(folder)).toEqual(['of-a-later-version.v2.json']);
  });

  it('leaves alone what another host may still write, until that has not been seen for minutes', async () => {
    const folder = await leave('elsewhere.1.00000000', [batchOf('one')]);
    const spool = spoolOf();
    await spool.adopt();
    expect(await spool.overflowOf('logs').oldest()).toBeUndefined();
    const longAgo = Date.now() / 1000 - 200;
    utimesSync(folder, longAgo, longAgo);
    await spool.adopt();
    expect((await spool.overflowOf('logs').oldest())!.items).toMatchObject([{ message: 'one' }]);
  });

  it('gives what two processes want to one of them', async () => {
    await leave('elsewhere.1.00000000', [batchOf('one'), batchOf('two'), batchOf('three')]);
    const [one, two] = [spoolOf(), spoolOf()];
    const later = Date.now() + 300_000;
    await Promise.all([one.adopt(later), two.adopt(later)]);
    let found = 0;
    for (const spool of [one, two]) {
      const logs = spool.overflowOf('logs');
      for (let batch = await logs.oldest(); batch; batch = await logs.oldest()) {
        found += 1;
        await logs.release(batch);
      }
    }
    expect(found).toBe(3);
    expect(lost).toEqual([]);
  });

  it('passes over a file that says nothing, and says so', async () => {
    const logs = spoolOf().overflowOf('logs');
    const [first, second] = [batchOf('one', 'two'), batchOf('three')];
    await logs.keep(first);
    await logs.keep(second);
    writeFileSync(join(own(), readdirSync(own()).sort()[0]!), '[{"id"');
    expect(await logs.oldest()).toEqual(second);
    expect(lost).toEqual([['logs', 2, 'spool_damaged']]);
  });

  it('waits with a file that cannot be read now', async () => {
    const logs = spoolOf().overflowOf('logs');
    const batch = batchOf('one');
    await logs.keep(batch);
    const path = join(own(), readdirSync(own())[0]!);
    renameSync(path, `${path}.away`);
    mkdirSync(path);
    expect(await logs.oldest()).toBeUndefined();
    expect({ lost, trouble }).toEqual({ lost: [], trouble: [expect.stringContaining('EISDIR')] });
    rmdirSync(path);
    renameSync(`${path}.away`, path);
    expect(await logs.oldest()).toEqual(batch);
  });

  it('says when the disk does not take anything, and does not throw', async () => {
    writeFileSync(join(directory, 'students'), 'a file where the folder should be');
    const spool = spoolOf();
    await spool.adopt();
    expect(await spool.overflowOf('logs').keep(batchOf('one'))).toBe(false);
    expect(spool.overflowOf('logs').keepNow(batchOf('two'))).toBe(false);
    expect(trouble).toHaveLength(3);
    spool.close();
  });

  it('keeps at once what a process that ends leaves, and nothing where there is nothing', async () => {
    const spool = spoolOf();
    await spool.adopt();
    const batch = batchOf('last words');
    expect(spool.overflowOf('logs').keepNow(batch)).toBe(true);
    spool.close();
    renameSync(own(), join(service(), 'elsewhere.1.00000000'));
    const next = spoolOf();
    await next.adopt(Date.now() + 300_000);
    expect(await next.overflowOf('logs').oldest()).toEqual(batch);
    await next.overflowOf('logs').release(batch);
    next.close();
    expect(readdirSync(service())).toEqual([]);
  });
});
