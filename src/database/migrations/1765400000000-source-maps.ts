import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Maps from minified files back to their sources. */
export class SourceMaps1765400000000 implements MigrationInterface {
  name = 'SourceMaps1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table source_maps (
        map_id uuid primary key,
        release text not null,
        service text not null default '',
        file text not null,
        debug_id text,
        source_count integer not null,
        map_bytes integer not null,
        stored_bytes integer not null,
        map bytea not null,
        uploaded_at timestamptz not null,
        uploaded_by text not null,
        used_at timestamptz not null,
        constraint source_maps_release_file_service_key unique (release, file, service)
      )`);
    // It is compressed already.
    await runner.query('alter table source_maps alter column map set storage external');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table source_maps');
  }
}
