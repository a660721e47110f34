import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { checkTimeZone } from '../check-time-zone.js';
import { selectList, toWire } from '../naming.js';
import { checkMatchers } from '../rules/check-matchers.js';
import { upsert } from '../upsert.js';
import type { MaintenanceWindow } from './maintenance-window.entity.js';
import { occurrenceAt } from './window-times.js';

const PROPERTIES = [
  'maintenanceWindowId',
  'comment',
  'matchers',
  'cron',
  'timeZone',
  'durationMinutes',
  'enabled',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof MaintenanceWindow)[];

/** The select list of a maintenance window. */
export const WINDOW_COLUMNS = selectList<MaintenanceWindow>(PROPERTIES);

/** What people decide about a maintenance window. */
export type MaintenanceWindowInput = Omit<MaintenanceWindow, 'maintenanceWindowId' | 'createdAt' | 'updatedAt'>;

/** The maintenance windows, changed by administrators. Every change is audited in its own transaction. */
@Injectable()
export class MaintenanceWindows {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** All of them, the oldest first. */
  list(): Promise<MaintenanceWindow[]> {
    return this.database.query<MaintenanceWindow>(
      `select ${WINDOW_COLUMNS} from maintenance_windows order by created_at, maintenance_window_id`,
    );
  }

  /** @throws Problem 404 when there is none of this id */
  get(windowId: string): Promise<MaintenanceWindow> {
    return read(this.database, windowId);
  }

  /** @throws Problem 422 for a regular expression, a cron expression or a time zone that is none */
  async create(input: MaintenanceWindowInput, actor: Actor): Promise<MaintenanceWindow> {
    const at = new Date(this.clock.now());
    check(input, at.getTime());
    const window: MaintenanceWindow = { ...input, maintenanceWindowId: randomUUID(), createdAt: at, updatedAt: at };
    await this.database.transaction(async (tx) => {
      await upsert(tx, 'maintenance_windows', PROPERTIES, [window]);
      await this.note(tx, actor, 'created', window.maintenanceWindowId, { after: toWire(input) });
    });
    return window;
  }

  /** @throws Problem 404 when there is none of this id, 422 as `create` */
  async change(windowId: string, changes: Partial<MaintenanceWindowInput>, actor: Actor): Promise<MaintenanceWindow> {
    return this.database.transaction(async (tx) => {
      const before = await read(tx, windowId, 'for update');
      const window: MaintenanceWindow = { ...before, ...changes, updatedAt: new Date(this.clock.now()) };
      check(window, this.clock.now());
      await upsert(tx, 'maintenance_windows', PROPERTIES, [window]);
      await this.note(tx, actor, 'changed', windowId, { before: toWire(before), after: toWire(changes) });
      return window;
    });
  }

  /** @throws Problem 404 when there is none of this id */
  async delete(windowId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await read(tx, windowId, 'for update');
      await tx.query('delete from maintenance_windows where maintenance_window_id = $1', [windowId]);
      await this.note(tx, actor, 'deleted', windowId, { before: toWire(before) });
    });
  }

  private note(
    tx: OpenTransaction,
    actor: Actor,
    act: string,
    targetId: string,
    change: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(
      { actor, action: `maintenance_window.${act}`, targetType: 'maintenance_window', targetId, ...change },
      tx,
    );
  }
}

function check({ matchers, cron, timeZone, durationMinutes }: MaintenanceWindowInput, now: number): void {
  checkMatchers({ matchers });
  checkTimeZone(timeZone);
  try {
    occurrenceAt({ cron, timeZone, durationMinutes }, now);
  } catch {
    const message = 'must be a cron expression of a time that comes, such as 0 3 * * 6';
    throw Problem.invalid([{ path: 'cron', message }]);
  }
}

async function read(tx: Transaction, windowId: string, lock: 'for update' | '' = ''): Promise<MaintenanceWindow> {
  const [window] = await tx.query<MaintenanceWindow>(
    `select ${WINDOW_COLUMNS} from maintenance_windows where maintenance_window_id = $1 ${lock}`,
    [windowId],
  );
  if (!window) throw Problem.of(404, 'There is no maintenance window of this id.');
  return window;
}
