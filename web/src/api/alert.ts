/** How bad an alert is, as the API spells it; the order is the order of urgency. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One alert of `GET /alerts` and of the dashboard. Times are ISO 8601 UTC. Every text in it is from outside. */
export interface Alert {
  alert_id: string;
  name: string;
  description?: string | null;
  severity: Severity;
  status: 'pending' | 'firing' | 'resolved';
  metric_name?: string | null;
  condition?: string | null;
  threshold?: number | null;
  value?: number | null;
  tags?: Record<string, string> | null;
  runbook_url?: string | null;
  started_at: string;
  fired_at?: string | null;
}
