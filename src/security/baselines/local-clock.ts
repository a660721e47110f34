/** Offsets of time zones are whole quarters of an hour. */
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

/** The hour of the day as clocks of a time zone show it, with daylight saving where the zone has it. */
export class LocalClock {
  private readonly format: Intl.DateTimeFormat;
  /** Signals come in the order of time, nearly: most are of the same quarter of an hour. */
  private quarter = Number.NaN;
  private hour = 0;

  /** @param zone an IANA name, such as `Africa/Harare` */
  constructor(readonly zone: string) {
    this.format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  }

  /** @param at epoch ms @returns 0 to 23 */
  hourAt(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter !== this.quarter) {
      this.hour = Number(this.format.format(quarter * QUARTER_MS));
      this.quarter = quarter;
    }
    return this.hour;
  }

  /** By how many hours its clocks are ahead of UTC's, rounded down. @param at epoch ms @returns 0 to 23 */
  aheadAt(at: number): number {
    return (this.hourAt(at) - (Math.floor(at / HOUR_MS) % 24) + 24) % 24;
  }
}

export const UTC_CLOCK = new LocalClock('UTC');
