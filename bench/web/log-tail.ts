/**
 * Whether the page's live tail keeps up with a busy log: the service takes in so many lines a second while Chromium shows its tail. When as
 * many lines as the page keeps have gone through it, for BENCH_SECONDS: how many of the lines came to the screen and how long after they were
 * sent, the longest task of the page, and how its heap grew meanwhile.
 *
 * BENCH_RATE (200 lines a second), BENCH_SECONDS (30), CHROMIUM_PATH.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { startService } from '../process.js';

const RATE = Number(process.env.BENCH_RATE ?? 200);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const POSTS_PER_SECOND = 10;
/** As many as the page keeps. */
const KEPT_LINES = 5000;
/** The service looks once a second, and may take as long to read what it found. */
const SETTLED_MS = 4000;
const SECRET = 'a-secret-of-more-than-32-bytes-for-the-benchmark';
const ASKED_GROWTH_MB = 2;

/** What the page notes of itself: up to which line it had shown when, and its tasks of over 50 ms. */
interface Notes {
  shown: [line: number, at: number][];
  longTasks: number[];
}
declare const notes: Notes;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const service = await startService({ DATA_DIR: join(directory, 'data'), JWT_SECRET: SECRET, LOG_LEVEL: 'warn' });
const token = jwt.sign({ role: 'admin' }, SECRET, { subject: 'bench', expiresIn: 3600 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await openTail();
  const devtools = await page.context().newCDPSession(page);
  const sentAt: number[] = [];
  await send(sentAt, Math.ceil(KEPT_LINES / RATE) + 2);
  const heapBefore = await heapMb(devtools);
  await page.evaluate(() => void notes.longTasks.splice(0));
  const first = sentAt.length;
  await send(sentAt, SECONDS);
  const heapAfter = await heapMb(devtools);
  report(await page.evaluate(() => notes), sentAt, first, await countsOf(page), heapBefore, heapAfter);
} finally {
  await browser.close();
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function openTail(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${service.url}/#token=${token}`);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.goto(`${service.url}/logs?view=tail&service=bench`);
  await page.getByRole('region', { name: 'Live tail' }).getByText('Live', { exact: true }).waitFor();
  await page.evaluate(() => {
    const kept: Notes = { shown: [], longTasks: [] };
    Object.assign(window, { notes: kept });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) kept.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    let last = -1;
    new MutationObserver(() =>
      requestAnimationFrame(() => {
        const newest = [...document.querySelectorAll('[role="listitem"]')].at(-1)?.textContent ?? '';
        const line = Number(/line (\d+) of/.exec(newest)?.[1] ?? -1);
        if (line > last) kept.shown.push([line, Date.now()]);
        last = Math.max(last, line);
      }),
    ).observe(document.querySelector('main')!, { subtree: true, childList: true });
  });
  return page;
}

/** Sends lines at the rate asked for, and waits until they must have come. */
async function send(sentAt: number[], seconds: number): Promise<void> {
  const startedAt = Date.now();
  const perPost = RATE / POSTS_PER_SECOND;
  const posts: Promise<void>[] = [];
  for (let post = 0; post < seconds * POSTS_PER_SECOND; post++) {
    await sleep(Math.max(0, startedAt + (post * 1000) / POSTS_PER_SECOND - Date.now()));
    const now = Date.now();
    const lines = Array.from({ length: perPost }, () => {
      const line = sentAt.push(now) - 1;
      return {
        service: 'bench',
        level: line % 40 === 0 ? 'error' : line % 10 === 0 ? 'warn' : 'info',
        message: `Payment line ${line} of student ${line % 977} took ${line % 300} ms`,
        attributes: { payment: line, provider: 'ecocash', route: '/payments/:id' },
        // Lines of one moment have no order of their own.
        timestamp: new Date(now + (line % perPost)).toISOString(),
      };
    });
    posts.push(postLines(lines));
  }
  await Promise.all(posts);
  await sleep(SETTLED_MS);
}

async function postLines(lines: object[]): Promise<void> {
  const answer = await fetch(`${service.url}/api/v1/monitoring/logs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(lines),
  });
  if (!answer.ok) throw new Error(`POST /logs answered ${answer.status}: ${await answer.text()}`);
}

/** Of what is still in use. */
async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** How many lines came in, and how many the service left out because it came to look too late, as the page says. */
async function countsOf(page: Page): Promise<{ count: number; leftOut: number }> {
  const facts = page.locator('[data-count]');
  const [count, leftOut] = await Promise.all([facts.getAttribute('data-count'), facts.getAttribute('data-left-out')]);
  return { count: Number(count), leftOut: Number(leftOut) };
}

function report(
  { shown, longTasks }: Notes,
  sentAt: number[],
  first: number,
  { count, leftOut }: { count: number; leftOut: number },
  heapBefore: number,
  heapAfter: number,
): void {
  const delays: number[] = [];
  for (let line = first, step = 0; line < sentAt.length; line++) {
    while (step < shown.length && shown[step]![0] < line) step++;
    if (step < shown.length) delays.push(shown[step]![1] - sentAt[line]!);
  }
  delays.sort((a, b) => a - b);
  const share = (part: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? Number.NaN;
  const keepsUp = count === sentAt.length && delays.length === sentAt.length - first;
  const growth = heapAfter - heapBefore;
  console.log(`${RATE} lines a second for ${SECONDS} s, after ${first} lines before`);
  console.log(
    `lines sent ${sentAt.length}, come in ${count}, left out by the service ${leftOut}   asked: keeps up   ${keepsUp ? 'met' : 'MISSED'}`,
  );
  console.log(
    `from being sent to the screen   p50 ${share(0.5)} ms   p99 ${share(0.99)} ms   (the service looks once a second)`,
  );
  console.log(`longest task of the page   ${Math.max(0, ...longTasks).toFixed(0)} ms, ${longTasks.length} over 50 ms`);
  console.log(
    `heap of the page   ${heapBefore.toFixed(1)} MB, then ${heapAfter.toFixed(1)} MB   asked: flat (at most ${ASKED_GROWTH_MB} MB more)   ${growth <= ASKED_GROWTH_MB ? 'met' : 'MISSED'}`,
  );
}
