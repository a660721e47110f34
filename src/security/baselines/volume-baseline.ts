const HOUR_MS = 3_600_000;
/** Fewer hours with traffic are not enough to judge by. */
const MIN_HOURS = 20;
/** About so many hours with traffic are remembered. */
const MEMORY_HOURS = 100;
/** What is unusual is at least so many times the typical hour, and what is more than so many times always is. */
const [AT_LEAST, AT_MOST] = [Math.log(10), Math.log(40)];
const DEVIATIONS = 3;
/** Whatever is usual, less is nothing that anybody would steal. */
const MIN_BYTES = 1024 * 1024;

/** How much a user is sent in an hour, in the logarithm: volumes spread by factors rather than by sums. */
export interface VolumeBaseline {
  /** Since 1970. */
  hour: number;
  /** So far in that hour. */
  bytes: number;
  told: boolean;
  /** How many hours with traffic have been learnt. */
  hours: number;
  mean: number;
  variance: number;
}

export const NO_VOLUME: VolumeBaseline = { hour: 0, bytes: 0, told: false, hours: 0, mean: 0, variance: 0 };

/** Adds a response, once the hour before is learnt. @returns also whether this hour became unusual by it */
export function judgeVolume(before: VolumeBaseline, at: number, bytes: number): [VolumeBaseline, boolean] {
  const hour = Math.floor(at / HOUR_MS);
  const current = hour > before.hour ? { ...learn(before), hour, bytes: 0, told: false } : before;
  const total = current.bytes + bytes;
  const isUnusual =
    !current.told && current.hours >= MIN_HOURS && total >= MIN_BYTES && Math.log1p(total) > limitOf(current);
  return [{ ...current, bytes: total, told: current.told || isUnusual }, isUnusual];
}

/** Mean and variance that fade exponentially, in one pass (T. Finch 2009, section 9). An unusual hour counts as one that just is not. */
function learn(volume: VolumeBaseline): VolumeBaseline {
  if (volume.bytes === 0) return volume;
  const hours = Math.min(volume.hours + 1, MEMORY_HOURS);
  const value = Math.log1p(volume.bytes);
  const difference = (volume.hours < MIN_HOURS ? value : Math.min(value, limitOf(volume))) - volume.mean;
  const step = difference / hours;
  return {
    ...volume,
    hours,
    mean: rounded(volume.mean + step),
    variance: rounded((1 - 1 / hours) * (volume.variance + difference * step)),
  };
}

function limitOf({ mean, variance }: VolumeBaseline): number {
  return mean + Math.min(Math.max(DEVIATIONS * Math.sqrt(variance), AT_LEAST), AT_MOST);
}

/** Short as JSON. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
