/**
 * How long a trace of BENCH_SPANS spans takes from the navigation to its first lines on the screen, in Chromium with a warm cache, and the
 * longest task of the page while the rest is read and while it is scrolled from top to bottom. The trace is sent over OTLP; none of its
 * spans repeats another, so that all of them are lines.
 *
 * BENCH_SPANS (10,000), BENCH_ROUNDS (5), CHROMIUM_PATH.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import { chromium, type Page } from 'playwright-core';
import { median, startService } from '../process.js';
import { largeTrace } from './large-trace.js';

const SPANS = Number(process.env.BENCH_SPANS ?? 10_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECRET = 'a-secret-of-more-than-32-bytes-for-the-benchmark';
const ASKED_OPEN_MS = 700;
const ASKED_TASK_MS = 100;
const WHEEL_PX = 900;
const LINE_PX = 26;

/** What the page notes of itself; milliseconds since the navigation. */
interface Notes {
  openedAt: number;
  longTasks: { at: number; took: number }[];
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
  const traceId = await sendTrace();
  const page = await signedIn();
  await measure(page, traceId); // fills the caches, also PostgreSQL's
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(page, traceId));
  const opened = median(rounds.map(({ openMs }) => openMs));
  const reading = Math.max(...rounds.map(({ readingMs }) => readingMs));
  const scrolling = Math.max(...rounds.map(({ scrollingMs }) => scrollingMs));
  console.log(`${SPANS} spans, ${ROUNDS} rounds`);
  console.log(`open, median               ${opened.toFixed(0).padStart(5)} ms   ${verdict(opened, ASKED_OPEN_MS)}`);
  console.log(
    `all read, median           ${median(rounds.map(({ allMs }) => allMs))
      .toFixed(0)
      .padStart(5)} ms`,
  );
  console.log(`longest task while reading ${taskWords(reading)}   ${verdict(reading, ASKED_TASK_MS)}`);
  console.log(`longest while scrolling    ${taskWords(scrolling)}   ${verdict(scrolling, ASKED_TASK_MS)}`);
} finally {
  await browser.close();
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function sendTrace(): Promise<string> {
  const { traceId, body } = largeTrace(SPANS, Date.now() - 1000);
  const answer = await fetch(`${service.url}/v1/traces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-protobuf' },
    body: new Uint8Array(body),
  });
  if (!answer.ok) throw new Error(`/v1/traces answered ${answer.status}: ${await answer.text()}`);
  return traceId;
}

async function signedIn(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript(() => {
    const kept: Notes = { openedAt: 0, longTasks: [] };
    Object.assign(window, { notes: kept });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) kept.longTasks.push({ at: startTime, took: duration });
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      if (document.querySelector('[role="row"][aria-level]') === null) requestAnimationFrame(look);
      // What is there now is painted before the frame after this one.
      else requestAnimationFrame(() => (kept.openedAt = performance.now()));
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${service.url}/#token=${token}`);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return page;
}

async function measure(page: Page, traceId: string) {
  await page.goto(`${service.url}/traces/${traceId}`);
  const grid = page.locator(`[role="treegrid"][aria-rowcount="${SPANS + 1}"]`);
  await grid.waitFor();
  const allMs = await page.evaluate(() => performance.now());
  await sleep(500); // a long task is told of once it is over
  const reading = await page.evaluate(() => ({ ...notes, longTasks: notes.longTasks.splice(0) }));
  await grid.hover();
  const steps = Math.ceil((SPANS * LINE_PX) / WHEEL_PX);
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, WHEEL_PX);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.locator(`[role="row"][aria-rowindex="${SPANS + 1}"]`).waitFor();
  await sleep(500);
  const scrolling = await page.evaluate(() => notes.longTasks);
  return {
    openMs: reading.openedAt,
    allMs,
    readingMs: longest(reading.longTasks.filter(({ at }) => at > reading.openedAt)),
    scrollingMs: longest(scrolling),
  };
}

function longest(tasks: Notes['longTasks']): number {
  return Math.max(0, ...tasks.map(({ took }) => took));
}

function taskWords(milliseconds: number): string {
  return milliseconds === 0 ? 'below 50 ms' : `${milliseconds.toFixed(0).padStart(5)} ms   `;
}

function verdict(milliseconds: number, asked: number): string {
  return `asked: at most ${asked}   ${milliseconds <= asked ? 'met' : 'MISSED'}`;
}
