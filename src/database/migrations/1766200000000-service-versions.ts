import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which services there are and which versions of them, from whatever they send; those that errors told so far are known already. */
export class ServiceVersions1766200000000 implements MigrationInterface {
  name = 'ServiceVersions1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table service_versions (
        service text not null,
        version text not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        primary key (service, version)
      )`);
    await runner.query('create index service_versions_first_seen_at on service_versions (first_seen_at)');
    // When each release was first seen is not known of what is stored: only that the services are no new ones.
    await runner.query(`
      insert into service_versions (service, version, first_seen_at, last_seen_at)
      select service, '', min(first_seen_at), max(last_seen_at) from error_groups
      where service <> '' and length(service) <= 600 group by service`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table service_versions');
  }
}
