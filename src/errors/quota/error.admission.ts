import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { CountedIds } from './counted-ids.js';
import { ErrorQuota, type QuotaSubject } from './error.quota.js';

/** What an event is known by, and what makes it large. */
interface ErrorRow extends QuotaSubject {
  readonly error_id: string;
  readonly at_ms: number;
  readonly untimed: boolean;
  /** The id is the sender's own, so it may come again. */
  readonly identified: boolean;
  /** It is counted, and not stored. */
  readonly left_out: boolean;
}

/** What is not needed of an event that is only counted. */
const STORED_ONLY = {
  stack_trace: undefined,
  tags: {},
  additional_data: undefined,
  exceptions: undefined,
  attachments: undefined,
  processing_errors: undefined,
};

/** Lets so many events pass to the disk and the rest only into the counts, on this replica: docs/errors.md, Quota. */
@Injectable()
export class ErrorAdmission {
  private readonly quota: ErrorQuota;
  private readonly counted = new CountedIds();

  constructor(environment: Environment) {
    this.quota = new ErrorQuota({
      perGroup: environment.get('ERROR_GROUP_LIMIT'),
      perService: environment.get('ERROR_SERVICE_LIMIT'),
      sampleOneIn: environment.get('ERROR_SAMPLE_ONE_IN'),
    });
  }

  /**
   * Resolves after the commit. @param now epoch ms @param write writes rows, those that are left out into the counts only, all or none
   */
  async write<Row extends ErrorRow>(
    rows: readonly Row[],
    now: number,
    write: (rows: readonly Row[]) => Promise<void>,
  ): Promise<void> {
    const taken: Row[] = [];
    const leftOut = new Set<string>();
    const admitted = new Set<string>();
    const earlier = new Set<Promise<void>>();
    for (const row of rows) {
      const id = row.untimed ? `${row.group_id} ${row.error_id}` : `${row.group_id} ${row.error_id} ${row.at_ms}`;
      const counted = this.counted.get(id);
      if (counted) earlier.add(counted);
      if (counted || leftOut.has(id) || admitted.has(id)) continue;
      const isAdmitted = this.quota.admits(row, now);
      if (row.identified) (isAdmitted ? admitted : leftOut).add(id);
      taken.push(isAdmitted ? row : { ...row, ...STORED_ONLY, left_out: true });
    }
    const written = write(taken);
    this.counted.remember([...admitted, ...leftOut], written);
    try {
      await Promise.all([written, ...earlier]);
    } catch (fault) {
      // What was admitted is not there: sent again it is to have the same chance.
      this.quota.restart(now);
      this.counted.forget(leftOut);
      throw fault;
    } finally {
      this.counted.forget(admitted); // the database knows them now, or nobody does
    }
  }
}
