import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { initSync, MSTL } from '@bsull/augurs/mstl';
import type { Baseline } from './baseline.js';
import type { TrainingSeries } from './training-series.js';

const LEVEL = 0.95;
/** The interval is at least so wide to each side, as a share of the values' mean size: a metric that hardly moves is not pedantic. */
const LEAST_HALF_WIDTH = 0.01;

let isReady = false;

/**
 * Trains on a series and forecasts so many windows after it: seasons and trend by MSTL, what is left by exponential smoothing (ETS).
 * Takes from a tenth of a second to one: not for the event loop. @throws when the series cannot be modelled
 */
export function fitBaseline({ values, periods }: TrainingSeries, ahead: number): Baseline {
  const least = LEAST_HALF_WIDTH * (values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length);
  const level = values[0]!;
  if (values.every((value) => value === level)) {
    return { points: new Float64Array(ahead).fill(level), halfWidths: new Float64Array(ahead).fill(least) };
  }
  prepare();
  const model = MSTL.ets(periods);
  try {
    model.fit(values);
    const { point, intervals } = model.predict(ahead, LEVEL);
    const { lower, upper } = intervals!;
    const widened = widening(values.length / Math.max(...periods));
    return {
      points: Float64Array.from(point),
      halfWidths: Float64Array.from(point, (_, at) => Math.max((widened * (upper[at]! - lower[at]!)) / 2, least)),
    };
  } finally {
    model.free();
  }
}

/**
 * The interval tells of the errors within the training, where a season has followed the chance of the few times it was seen. For a mean of so
 * many values the variance is (n − 1) / n of the true one there, and (n + 1) / n for a value that comes after. Without this, two weeks of
 * training put four ordinary values of ten outside.
 */
function widening(seasonsSeen: number): number {
  return Math.sqrt((seasonsSeen + 1) / (seasonsSeen - 1));
}

/** Its WebAssembly lies beside it; by itself it would fetch it, which Node does not do with files. */
function prepare(): void {
  if (isReady) return;
  const script = createRequire(import.meta.url).resolve('@bsull/augurs/mstl');
  initSync({ module: readFileSync(join(dirname(script), 'mstl_bg.wasm')) });
  isReady = true;
}
