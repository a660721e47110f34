/** From here on the service warns in its log, per cent of the limit. */
const NEAR_PERCENT = 80;

/** How a service stands to the limit of its series: over it when some of them had to be added up. */
export function limitState(row: {
  used_percent: number;
  overflow_series_count: number;
}): 'critical' | 'warning' | 'good' {
  if (row.overflow_series_count > 0 || row.used_percent >= 100) return 'critical';
  return row.used_percent >= NEAR_PERCENT ? 'warning' : 'good';
}
