import type { Transaction } from '../../database/database.js';
import type { InhibitionRule } from './inhibition-rule.entity.js';
import { INHIBITION_COLUMNS } from './inhibition-rules.js';
import type { ActiveMute } from './mute.js';

/** The silences that hold at `now` (epoch ms), the oldest first, and the inhibition rules in force. */
export async function readMutes(tx: Transaction, now: number): Promise<[ActiveMute[], InhibitionRule[]]> {
  const silences = await tx.query<ActiveMute>(
    `select 'silence' as kind, silence_id as id, comment as reason, matchers from silences
     where starts_at <= $1 and ends_at > $1 order by created_at`,
    [new Date(now)],
  );
  const inhibitions = await tx.query<InhibitionRule>(
    `select ${INHIBITION_COLUMNS} from inhibition_rules where enabled order by created_at`,
  );
  return [silences, inhibitions];
}
