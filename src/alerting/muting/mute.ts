import type { Matcher } from '../rules/matcher.js';

/** What can keep an alert from being told. */
export const MUTE_KINDS = ['silence', 'maintenance_window', 'inhibition'] as const;
export type MuteKind = (typeof MUTE_KINDS)[number];

/** Why nobody was told of an alert. */
export interface Suppression {
  kind: MuteKind;
  /** Of the silence, maintenance window or inhibition rule. */
  id: string;
  /** Its comment. */
  reason: string;
}

/** A silence or maintenance window that holds now. */
export interface ActiveMute extends Suppression {
  matchers: Matcher[];
}
