/**
 * How long the metrics explorer takes to draw its chart in a headless Chromium: 20 series of 2,000 points, asked of the real service. A drawing
 * is everything from the clearing of the canvas until its pixels are there.
 *
 * BENCH_SERIES (20), BENCH_POINTS (2000), BENCH_REPEATS (20), CHROMIUM_PATH (/usr/bin/chromium).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ServiceTarget } from '../metrics/targets.js';
import { repeat, shown } from '../repeat.js';

const SERIES = Number(process.env.BENCH_SERIES ?? 20);
const POINTS = Number(process.env.BENCH_POINTS ?? 2000);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 20);
const STEP_SECONDS = 15;
const ASKED_MS = 50;
const BATCH = 10_000;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const service = await ServiceTarget.start(directory);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await fill();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchDrawings);
  await page.goto(`${service.url}/#token=${service.token}`);
  await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });
  const drawings: number[] = [];
  const opened = await repeat(REPEATS, async () => void drawings.push(await open(page)));
  // The first of them warm the browser up, as `repeat` has it.
  const drawn = drawings.slice(-REPEATS).sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((share) => drawn[Math.min(REPEATS - 1, Math.floor(REPEATS * share))]!);
  console.log(`${SERIES} series of ${POINTS} points; ms, p50 and p95 of ${REPEATS}, warm`);
  console.log(
    `the chart is drawn        ${shown({ p50: p50!, p95: p95! })}   asked: at most ${ASKED_MS}   ${p95! <= ASKED_MS ? 'met' : 'MISSED'}`,
  );
  console.log(`from the address to that  ${shown(opened)}`);
} finally {
  await browser.close();
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
}

/** A gauge that has a value in each step of each series. */
async function fill(): Promise<void> {
  const endAt = Date.now();
  const items = Array.from({ length: SERIES * POINTS }, (_, at) => {
    const [series, point] = [at % SERIES, Math.floor(at / SERIES)];
    return {
      metric_name: 'bench_level',
      metric_type: 'gauge',
      value: 100 * series + 40 * Math.sin(point / 40) + 20 * Math.random(),
      tags: { service: 'bench', series: `series ${series}` },
      timestamp: endAt - point * STEP_SECONDS * 1000,
    };
  });
  for (let at = 0; at < items.length; at += BATCH) {
    const answer = await fetch(`${service.url}/api/v1/monitoring/metrics`, {
      method: 'POST',
      headers: { ...service.headers, 'content-type': 'application/json' },
      body: JSON.stringify(items.slice(at, at + BATCH)),
    });
    if (!answer.ok) throw new Error(`POST /metrics answered ${answer.status}: ${await answer.text()}`);
  }
}

/** Opens the chart anew. @returns how long its longest drawing took, ms: others are of the empty chart */
async function open(page: Page): Promise<number> {
  const range = `${Math.floor((POINTS * STEP_SECONDS) / 60)}m`;
  const search = new URLSearchParams({
    metric: 'bench_level',
    group_by: 'series',
    step: `${STEP_SECONDS}s`,
    range,
  });
  await page.goto(`${service.url}/metrics?${search}`);
  await page.locator(`[role=table][aria-label=Series][aria-rowcount="${SERIES + 1}"]`).waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => Math.max(...(window as unknown as { drawings: number[] }).drawings));
}

/** Runs in the page: notes how long each drawing of a canvas takes, until its pixels can be read. */
function watchDrawings(): void {
  const drawings: number[] = [];
  (window as unknown as { drawings: number[] }).drawings = drawings;
  const prototype = CanvasRenderingContext2D.prototype;
  const clearRect = Reflect.get(prototype, 'clearRect') as (...area: number[]) => void;
  prototype.clearRect = function (...area) {
    const startedAt = performance.now();
    clearRect.apply(this, area);
    queueMicrotask(() => {
      this.getImageData(0, 0, 1, 1);
      drawings.push(performance.now() - startedAt);
    });
  };
}
