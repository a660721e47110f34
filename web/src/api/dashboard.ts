import type { Points } from '../charts/series.js';
import type { Alert, Severity } from './alert.js';

/** One part of the service's own health, for example its database. */
interface HealthCheck {
  status: 'up' | 'down';
  latency_ms?: number | null;
  message?: string | null;
}

/** A service that sends requests or is checked from outside; `up` is null when nothing checks it. */
export interface ServiceRow {
  service: string;
  requests_per_second: number | null;
  error_percent: number | null;
  p95_ms: number | null;
  up: boolean | null;
}

/** One kind of error, counted over the window. */
export interface TopError {
  error_type: string;
  error_message: string;
  service: string | null;
  count: number;
  last_seen_at: string;
}

/** Requests over the window; the three figures of latency are null without traffic. */
export interface Traffic {
  requests: number;
  requests_per_second: number | null;
  error_percent: number | null;
  latency_ms: { p50: number | null; p95: number | null; p99: number | null };
  series: {
    timestamps: readonly string[];
    requests_per_second: Points;
    error_percent: Points;
    p50_ms: Points;
    p95_ms: Points;
    p99_ms: Points;
  };
}

/** The host the service runs on, or the worst of several. */
export interface Resources {
  cpu_percent: number | null;
  memory_percent: number | null;
  disk_percent: number | null;
  load_1m: number | null;
  series: {
    timestamps: readonly string[];
    cpu_percent: Points;
    memory_percent: Points;
    disk_percent: Points;
    network_receive_bytes_per_second: Points;
    network_transmit_bytes_per_second: Points;
  };
}

/** Errors over the window and the most frequent kinds, most frequent first. */
export interface ErrorsSummary {
  total: number;
  series: { timestamps: readonly string[]; count: Points };
  top: readonly TopError[];
}

/** The answer of `GET /api/v1/monitoring/dashboard?window=`. */
export interface Dashboard {
  generated_at: string;
  window_seconds: number;
  step_seconds: number;
  health: { status: 'ok' | 'error'; checks: Record<string, HealthCheck> };
  alerts: { firing: number; pending: number; by_severity: Record<Severity, number>; items: readonly Alert[] };
  traffic: Traffic;
  services: readonly ServiceRow[];
  resources: Resources;
  errors: ErrorsSummary;
}
