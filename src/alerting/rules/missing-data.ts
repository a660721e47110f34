/**
 * What a rule makes of a group that reported before and now has no value:
 * `keep` leaves a firing alert firing until values return or somebody resolves it (for machines and health checks, where
 * silence is no good sign); `resolve` ends it with the reason `no_data` (for traffic, where silence means no requests).
 */
export const MISSING_DATA = ['keep', 'resolve'] as const;
export type MissingData = (typeof MISSING_DATA)[number];
