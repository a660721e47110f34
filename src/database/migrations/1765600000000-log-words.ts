import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What would join words to addresses, paths or numbers, and as many spaces. */
const JOINERS = String.raw`translate(message, './\-_:@<>&+~%#=', '               ')`;
/** Characters of messages whose words are put into one row: a tsvector holds 1 MB. */
const CHARACTERS = 200_000;

/**
 * The words of log records, second by second, in place of an index of every record: that was half of what a record cost. Words begin with
 * a letter for the hour of the day, so that a search of a few hours reads the words of these alone.
 */
export class LogWords1765600000000 implements MigrationInterface {
  name = 'LogWords1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table log_words (at timestamptz not null, words tsvector not null) partition by range (at)',
    );
    await runner.query('alter table log_words alter column words set storage external');
    await runner.query('create table log_words_default partition of log_words default');
    await runner.query(`
      insert into log_words (at, words)
      select second, array_to_tsvector(array_agg(distinct chr(97 + extract(hour from second at time zone 'UTC')::int) || left(lexeme, 64)))
      from (
        select date_trunc('second', occurred_at) as second, message,
          sum(length(message)) over (partition by date_trunc('second', occurred_at) order by log_id rows unbounded preceding) / ${CHARACTERS} as part
        from log_records
      ) as record, unnest(to_tsvector('simple', ${JOINERS}))
      group by second, part`);
    await runner.query(
      'create index log_words_words on log_words using gin (words) with (gin_pending_list_limit = 1024)',
    );
    await runner.query('drop index log_records_words');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create index log_records_words on log_records using gin (to_tsvector('simple', ${JOINERS}))`);
    await runner.query('drop table log_words');
  }
}
