/** A measured value ready to be read: the figure and its unit, apart so that they can be set in different sizes. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** What stands where nothing was measured. */
export const NOTHING: Quantity = { text: '–', unit: '' };

/** A value as the API sends it: `null` where nothing was measured. */
export type Measured = number | null | undefined;

/** Keeps a figure and its unit on one line. */
export const NO_BREAK = '\u00a0';

/** Figure and unit as one string, for sentences and for screen readers. */
export function spell({ text, unit }: Quantity): string {
  if (unit === '') return text;
  return unit.startsWith('/') ? `${text}${unit}` : `${text}${NO_BREAK}${unit}`;
}

/** Whether there is a number to show. */
export function isMeasured(value: Measured): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
