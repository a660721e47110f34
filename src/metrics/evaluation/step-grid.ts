/** The steps of a query: equal spans from `startAt` (included) to `endAt` (excluded); the last may be shorter. */
export class StepGrid {
  /** How many steps there are, at least one. */
  readonly count: number;
  /** Length of a step in milliseconds. */
  readonly stepMs: number;

  /** @param stepMs without it the whole range is one step */
  constructor(
    readonly startAt: number,
    readonly endAt: number,
    stepMs?: number,
  ) {
    this.stepMs = stepMs ?? Math.max(1, endAt - startAt);
    this.count = Math.max(1, Math.ceil((endAt - startAt) / this.stepMs));
  }

  /** Step that holds `time`; -1 outside the range. */
  indexOf(time: number): number {
    return time >= this.startAt && time < this.endAt ? Math.floor((time - this.startAt) / this.stepMs) : -1;
  }

  /** Start of a step in epoch milliseconds. */
  startOf(step: number): number {
    return this.startAt + step * this.stepMs;
  }

  /** End of a step (excluded) in epoch milliseconds. */
  endOf(step: number): number {
    return Math.min(this.endAt, this.startOf(step + 1));
  }

  /** An amount within a step as an amount per second of it; the last step may be shorter than the others. */
  perSecond(amount: number, step: number): number {
    return (amount * 1000) / (this.endOf(step) - this.startOf(step));
  }

  /** Starts of all steps. */
  times(): Float64Array {
    return Float64Array.from({ length: this.count }, (_, step) => this.startOf(step));
  }
}
