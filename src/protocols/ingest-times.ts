import { checkIngestTime, ingestRange } from '../http/time.js';

/** The times that are taken in, as numbers to compare with: every sample asks. */
export class IngestTimes {
  /** Epoch ms, both included. */
  readonly earliest: number;
  readonly latest: number;

  /** @param now epoch ms */
  constructor(
    readonly now: number,
    private readonly retentionDays: number,
  ) {
    [this.earliest, this.latest] = ingestRange(now, retentionDays);
  }

  /** Why a time cannot be taken; undefined when it can. */
  faultOf(at: number): string | undefined {
    const fault = checkIngestTime(at, this.now, this.retentionDays);
    return fault && `its time ${fault}`;
  }
}
