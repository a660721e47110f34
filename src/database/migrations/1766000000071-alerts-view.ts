import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = {
  annotations: "The rule's annotations: what people should know.",
  runbook_url: 'Where it says what to do.',
  is_flapping: 'Whether it has fired so often within half an hour that it is held until it is calm.',
  suppressed_by: 'Why nobody was told: kind, id and reason of what mutes it; null when nothing does.',
  acknowledged_at: 'When somebody took charge of it; null while nobody has.',
  acknowledged_by: 'Who did.',
};

/** What alerts have come to tell belongs to their view, too. */
export class AlertsView1766000000071 implements MigrationInterface {
  name = 'AlertsView1766000000071';

  async up(runner: QueryRunner): Promise<void> {
    await createView(runner, Object.keys(COLUMNS));
    for (const [column, meaning] of Object.entries(COLUMNS)) {
      await runner.query(`comment on column alerts.${column} is '${meaning.replaceAll("'", "''")}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view alerts');
    await createView(runner, []);
  }
}

function createView(runner: QueryRunner, added: readonly string[]): Promise<unknown> {
  return runner.query(`
    create or replace view alerts as
    select alert_id, rule_id, name, description, severity, status, source, metric_name, condition, threshold, value, tags, labels, started_at,
      fired_at, resolved_at, resolved_by, resolution_reason, comment, missing_since, notified_at${added.map((column) => `, ${column}`).join('')}
    from alert_instances`);
}
