import type { Transaction } from '../../database/database.js';
import type { InhibitionRule } from './inhibition-rule.entity.js';
import { INHIBITION_COLUMNS } from './inhibition-rules.js';
import type { MaintenanceWindow } from './maintenance-window.entity.js';
import { WINDOW_COLUMNS } from './maintenance-windows.js';
import type { ActiveMute } from './mute.js';
import { isWithin, occurrenceAt } from './window-times.js';

/** The silences and maintenance windows that hold at `now` (epoch ms), the oldest of each first, and the inhibition rules in force. */
export async function readMutes(tx: Transaction, now: number): Promise<[ActiveMute[], InhibitionRule[]]> {
  const silences = await tx.query<ActiveMute>(
    `select 'silence' as kind, silence_id as id, comment as reason, matchers from silences
     where starts_at <= $1 and ends_at > $1 order by created_at`,
    [new Date(now)],
  );
  const windows = await tx.query<MaintenanceWindow>(
    `select ${WINDOW_COLUMNS} from maintenance_windows where enabled order by created_at`,
  );
  const inhibitions = await tx.query<InhibitionRule>(
    `select ${INHIBITION_COLUMNS} from inhibition_rules where enabled order by created_at`,
  );
  return [[...silences, ...windows.filter((window) => holds(window, now)).map(muteOf)], inhibitions];
}

/** A window that can no longer be reckoned holds no more: it must not stop the evaluation. */
function holds(window: MaintenanceWindow, now: number): boolean {
  try {
    return isWithin(occurrenceAt(window, now), now);
  } catch {
    return false;
  }
}

function muteOf({ maintenanceWindowId, comment, matchers }: MaintenanceWindow): ActiveMute {
  return { kind: 'maintenance_window', id: maintenanceWindowId, reason: comment, matchers };
}
