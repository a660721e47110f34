import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Severity } from '../severity.js';

/** How many errors of a kind ten seconds had, from `at` on (epoch seconds), and how many of them were left out. */
export type ErrorTally = [
  at: number,
  service: string,
  severity: Severity,
  errorType: string,
  count: number,
  leftOut: number,
];

/** What one commit left to be recorded as metrics. */
export interface ErrorTallyBatch {
  /** A bigint as text. */
  readonly id: string;
  readonly tallies: readonly ErrorTally[];
}

const BATCHES_AT_A_TIME = 200;

/** What was counted of errors when they were written, until it has been recorded as metrics. */
@Injectable()
export class ErrorTallies {
  constructor(private readonly database: Database) {}

  /** The oldest; the same ones again until they are forgotten. */
  oldest(): Promise<ErrorTallyBatch[]> {
    return this.database.query<ErrorTallyBatch>(
      `select tally_id as id, tallies from error_tallies order by tally_id limit ${BATCHES_AT_A_TIME}`,
    );
  }

  async forget(batches: readonly ErrorTallyBatch[]): Promise<void> {
    await this.database.query('delete from error_tallies where tally_id = any($1::bigint[])', [
      batches.map(({ id }) => id),
    ]);
  }
}
