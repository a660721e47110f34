/**
 * What a rule makes of a group that reported before and now has no value:
 * `keep` leaves a firing alert firing until values return or somebody resolves it (for machines and health checks, where
 * silence is no good sign); `resolve` ends it with the reason `no_data` (for traffic, where silence means no requests);
 * `fire` takes silence for the condition, so that it fires after the rule's duration (for what has to report);
 * `zero` takes it for the value 0 (for counts). The last two forget a group that has been silent for a day.
 */
export const MISSING_DATA = ['keep', 'resolve', 'fire', 'zero'] as const;
export type MissingData = (typeof MISSING_DATA)[number];
