import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** How many spans of an operation, or calls from one service to another, ended within ten seconds and took about as long. */
export type Tally =
  | [
      endedAt: number,
      service: string,
      operation: string,
      kind: string,
      status: string,
      bucket: number | null,
      count: number,
    ]
  | [
      endedAt: number,
      client: string,
      server: string,
      serverKind: string,
      status: string,
      bucket: number | null,
      count: number,
    ];

/** What one commit left to be recorded as metrics. Times are epoch seconds. */
export interface TallyBatch {
  /** A bigint as text. */
  readonly id: string;
  /** `spans`, before sampling, or `calls`. */
  readonly subject: 'spans' | 'calls';
  readonly tallies: readonly Tally[];
}

const BATCHES_AT_A_TIME = 200;

/** What was counted of spans when they were written, until it has been recorded as metrics. */
@Injectable()
export class SpanTallies {
  constructor(private readonly database: Database) {}

  /** The oldest; the same ones again until they are forgotten. */
  oldest(): Promise<TallyBatch[]> {
    return this.database.query<TallyBatch>(
      `select tally_id as id, subject, tallies from span_tallies order by tally_id limit ${BATCHES_AT_A_TIME}`,
    );
  }

  async forget(batches: readonly TallyBatch[]): Promise<void> {
    await this.database.query('delete from span_tallies where tally_id = any($1::bigint[])', [
      batches.map(({ id }) => id),
    ]);
  }
}
