import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { LogForwarder } from './log-forwarder.js';

const LINE = `${'x'.repeat(99)}\n`;

describe('LogForwarder', () => {
  const said: string[] = [];
  const keep = (text: string) => said.push(text);

  beforeEach(() => {
    said.length = 0;
    Logger.overrideLogger({ log: keep, warn: keep, error: keep });
  });
  afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

  it('keeps lines up to its bound while they are not taken, and tells how many were lost', async () => {
    const taken: string[] = [];
    let away = true;
    const send = async (blocks: readonly string[]) => {
      if (away) throw new Error('connect ECONNREFUSED 127.0.0.1:9200');
      taken.push(...blocks);
      return { refused: 0 };
    };
    const forwarder = new LogForwarder('Elasticsearch', send, 50_000, 5);
    for (let i = 0; i < 2000; i++) forwarder.write(LINE);
    await sleep(50);
    expect(said.toSorted()).toEqual([
      'Elasticsearch takes no log lines, they wait: connect ECONNREFUSED 127.0.0.1:9200',
      'log lines for Elasticsearch are lost: 50000 characters wait already',
    ]);
    away = false;
    await sleep(1100);
    const lines = taken.join('').length / LINE.length;
    expect(taken.join('').length).toBeLessThanOrEqual(50_000);
    expect(said[2]).toBe(`Elasticsearch takes log lines again; ${2000 - lines} were lost so far`);
    await forwarder.onApplicationShutdown();
    expect(said[3]).toBe(`${2000 - lines} log lines did not reach Elasticsearch`);
  });

  it('sends what is left at the end, and waits no longer than a short while', async () => {
    const taken: string[] = [];
    const prompt = new LogForwarder('Elasticsearch', async (blocks) => {
      taken.push(...blocks);
      return { refused: 0 };
    });
    prompt.write(LINE);
    await prompt.onApplicationShutdown();
    expect(taken).toEqual([LINE]);
    expect(said).toEqual([]);
    const hung = new LogForwarder('Elasticsearch', () => new Promise(() => {}));
    hung.write(LINE);
    const startedAt = performance.now();
    await hung.onApplicationShutdown();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(said).toEqual(['1 log lines did not reach Elasticsearch']);
  });
});
