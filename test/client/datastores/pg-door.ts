import { Controller, Get, Inject } from '@nestjs/common';
import { Pool } from 'pg';
import Cursor from 'pg-cursor';

const BY_ID = 'select * from pupils where id = $1';

@Controller('pg')
export class PgDoor {
  constructor(@Inject(Pool) private readonly pool: Pool) {}

  @Get('promises')
  async promises(): Promise<object[]> {
    const client = await this.pool.connect();
    const answers = [
      await client.query("select * from pupils where name = 'secret' and id in (1, 2, 3)"),
      await client.query(BY_ID, ['1']),
      await client.query({ text: BY_ID }, ['2']),
      await client.query({ name: 'by-id', text: BY_ID, values: ['3'] }),
    ];
    client.release();
    return answers.map(({ rows }) => rows);
  }

  /** Each asks in the callback of the one before. */
  @Get('callbacks')
  callbacks(): Promise<unknown> {
    const { pool } = this;
    return new Promise((done, fail) => {
      pool.query('select 1', (fault) => {
        if (fault) fail(fault);
        pool.query(BY_ID, ['1'], () => {
          pool.connect((_fault, client, release) => {
            client!.query({ text: 'select 2' }, (_none, { rows }) => {
              client!.query('select no_such_column from pupils', (expected) => {
                release();
                done({ rows, fault: expected.message });
              });
            });
          });
        });
      });
    });
  }

  @Get('transaction')
  async transaction(): Promise<number | null> {
    const client = await this.pool.connect();
    await client.query('begin');
    const { rowCount } = await client.query("insert into pupils (name) values ('secret 1'), ('secret 2')");
    await client.query('rollback');
    client.release();
    return rowCount;
  }

  @Get('cursor')
  async cursor(): Promise<object[]> {
    const client = await this.pool.connect();
    const cursor = client.query(new Cursor('select * from generate_series(1, $1) n', ['5']));
    const rows = [...(await cursor.read(3)), ...(await cursor.read(3))];
    await cursor.close();
    client.release();
    return rows;
  }

  @Get('loop')
  async loop(): Promise<number> {
    for (let id = 1; id <= 6; id++) await this.pool.query(`select ${id} as id, pg_sleep(0.01)`);
    return 6;
  }

  @Get('broken')
  broken(): Promise<unknown> {
    return this.pool.query('select * from no_such_table');
  }

  @Get('wrong')
  async wrong(): Promise<string> {
    const fault = await this.pool.query("select 'secret'::int").catch((thrown: Error) => thrown);
    return `${fault.constructor.name}: ${(fault as Error).message}`;
  }

  /** What nobody handles must stay so. */
  @Get('unhandled')
  async unhandled(): Promise<string> {
    const client = await this.pool.connect();
    const told = new Promise<Error>((tell) => process.once('unhandledRejection', tell));
    void client.query('select * from no_such_table');
    const { message } = await told;
    client.release();
    return message;
  }
}
