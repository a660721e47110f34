/** Finer buckets are joined: 8 to each doubling hold a value within 4.5 % of their middle, in few series. */
const MAX_SCALE = 3;
/** A histogram with more buckets that are not empty is refused: each is a series. */
export const MAX_BUCKETS = 1000;
/** No index has so many bits; then all of one sign are one bucket. */
const MAX_SHIFT = 60;
/** Powers of 2 may differ in their last bit from one machine to the next, and bounds tell series apart. */
const DIGITS = 12;

/** The scale at which a histogram of a scale is stored. */
export function storedScale(scale: number): number {
  return Math.min(scale, MAX_SCALE);
}

/** The index of the bucket that a bucket is part of at a coarser scale; `shift` is by how much. */
export function joinedIndex(index: number, shift: number): number {
  return Math.floor(index / 2 ** Math.min(shift, MAX_SHIFT));
}

/** Whether there are doubles in a bucket. */
export function holdsDoubles(index: number, scale: number): boolean {
  return lowerBound(index, scale) < Infinity && lowerBound(index + 1, scale) > 0;
}

/** The lower bound of a bucket; that of the next is its upper one. Infinite or 0 beyond what doubles hold. */
export function lowerBound(index: number, scale: number): number {
  return 2 ** (index * 2 ** -scale);
}

/** The value that stands for a bucket: the geometric mean of its bounds. */
export function middleOf(index: number, scale: number): number {
  return Math.min(lowerBound(index + 0.5, scale), Number.MAX_VALUE);
}

/** The tags of a bucket: its observations are more than `gt` and at most `le`. */
export function positiveBucketTags(index: number, scale: number): Record<string, string> {
  return { gt: text(lowerBound(index, scale)), le: text(lowerBound(index + 1, scale)) };
}

/** The same for the mirror image of a bucket below zero. */
export function negativeBucketTags(index: number, scale: number): Record<string, string> {
  return { gt: text(-lowerBound(index + 1, scale)), le: text(-lowerBound(index, scale)) };
}

/** The tags of the bucket of all that is no further from zero than the threshold. */
export function zeroBucketTags(threshold: number): Record<string, string> {
  return { gt: text(-threshold), le: text(threshold) };
}

/** A bound as Prometheus writes it. */
export function boundText(bound: number): string {
  if (Number.isFinite(bound)) return String(bound);
  return bound > 0 ? '+Inf' : '-Inf';
}

function text(bound: number): string {
  return boundText(Number(bound.toPrecision(DIGITS)));
}
