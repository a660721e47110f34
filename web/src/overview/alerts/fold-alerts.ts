import type { Alert } from '../../api/alert.js';
import { byUrgency } from '../../state/tone.js';

/** So many alerts of one rule still stand one beneath the other. */
const FEW = 2;
/** What tells the folded ones apart is named for so many. */
const MOST_NAMED = 4;

/** One alert, and more like it that one need not read to know what is wrong. */
export interface AlertFold {
  readonly alert: Alert;
  readonly others: readonly Alert[];
}

/** The alerts, most urgent first; of many with one name, severity and status all but the first are folded. */
export function foldAlerts(alerts: readonly Alert[]): AlertFold[] {
  const alike = new Map<string, Alert[]>();
  for (const alert of [...alerts].sort(byUrgency)) {
    const key = JSON.stringify([alert.name, alert.severity, alert.status]);
    alike.set(key, [...(alike.get(key) ?? []), alert]);
  }
  return [...alike.values()].flatMap((all) => {
    const [first, ...others] = all;
    if (first === undefined || all.length <= FEW) return all.map((alert) => ({ alert, others: [] }));
    return [{ alert: first, others }];
  });
}

/** What the tags of the folded alerts say that those of the first do not: "billing, students and 3 more". */
export function differencesOf({ alert, others }: AlertFold): string {
  const known = new Set(Object.values(alert.tags ?? {}));
  const values = [...new Set(others.flatMap(({ tags }) => Object.values(tags ?? {})))].filter(
    (value) => !known.has(value),
  );
  const named = values.slice(0, MOST_NAMED).join(', ');
  return values.length > MOST_NAMED ? `${named} and ${values.length - MOST_NAMED} more` : named;
}
