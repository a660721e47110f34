import type { Alert } from '../../api/alert.js';
import type { Dashboard } from '../../api/dashboard.js';
import { headlineOf, titleOf } from './headline.js';

const NOW = Date.parse('2026-11-23T03:00:00Z');

const UP = { status: 'up' } as const;

const QUIET: Dashboard = {
  start_time: '2026-11-23T02:00:00Z',
  end_time: '2026-11-23T03:00:00Z',
  generated_at: '2026-11-23T03:00:00Z',
  window_seconds: 3600,
  step_seconds: 60,
  health: { status: 'ok', checks: { database: UP, jobs: UP, metrics_ingest: UP } },
  alerts: { firing: 0, pending: 0, by_severity: { critical: 0, error: 0, warning: 0, info: 0 }, items: [] },
  traffic: {
    requests: 150_000,
    requests_per_second: 41.6,
    error_percent: 0.21,
    latency_ms: { p50: 12, p95: 84, p99: 340 },
    series: { timestamps: [], requests_per_second: [], error_percent: [], p50_ms: [], p95_ms: [], p99_ms: [] },
  },
  services: [{ service: 'students', requests_per_second: 41.6, error_percent: 0.21, p95_ms: 84, up: true }],
  resources: {
    cpu_percent: 20,
    memory_percent: 60,
    disk_percent: 40,
    load_1m: 0.8,
    series: {
      timestamps: [],
      cpu_percent: [],
      memory_percent: [],
      disk_percent: [],
      network_receive_bytes_per_second: [],
      network_transmit_bytes_per_second: [],
    },
  },
  errors: { total: 0, series: { timestamps: [], count: [] }, top: [] },
};

function alert(name: string, changes: Partial<Alert> = {}): Alert {
  return {
    alert_id: name,
    name,
    severity: 'warning',
    status: 'firing',
    started_at: '2026-11-23T02:48:00Z',
    ...changes,
  } as Alert;
}

function withAlerts(...items: Alert[]): Dashboard {
  const firing = items.filter(({ status }) => status === 'firing').length;
  return { ...QUIET, alerts: { ...QUIET.alerts, firing, pending: items.length - firing, items } };
}

const spoken = (dashboard: Dashboard) => {
  const { tone, sentence, detail } = headlineOf(dashboard, NOW);
  return { tone, sentence: sentence.replaceAll('\u00a0', ' '), detail: detail.replaceAll('\u00a0', ' ') };
};

describe('headline', () => {
  it('is quiet when nothing is wrong, and says what makes it so', () => {
    expect(spoken(QUIET)).toEqual({
      tone: 'good',
      sentence: 'All quiet',
      detail: 'No alert is firing. 41.6 requests/s, 0.21 % failing, 95 % answered within 84 ms, 1 checked service up.',
    });
  });

  it('names the firing alerts, the worst first, with the worst one’s tone', () => {
    const dashboard = withAlerts(alert('High CPU Usage'), alert('Service Down', { severity: 'critical' }));
    expect(spoken(dashboard)).toEqual({
      tone: 'critical',
      sentence: '2 alerts firing: Service Down and High CPU Usage',
      detail: 'The oldest has been firing for 12 min.',
    });
    expect(titleOf(dashboard)).toBe('(2) Overview · Monitoring');
  });

  it('says a name once, with what it is about, and counts what it does not name', () => {
    expect(spoken(withAlerts(alert('A'), alert('A', { alert_id: 'second' }))).sentence).toBe('2 alerts firing: A');
    const billing = alert('A', { tags: { service: 'billing', host: 'h1' } });
    const students = alert('A', { tags: { service: 'students' } });
    expect(spoken(withAlerts(billing, students)).sentence).toBe('2 alerts firing: A (billing and students)');
    const many = withAlerts(alert('A'), alert('B'), alert('C'), alert('D'), alert('E'));
    expect(spoken(many).sentence).toBe('5 alerts firing: A, B, C and 2 more');
    const beyond = { ...many, alerts: { ...many.alerts, firing: 12 } };
    expect(spoken(beyond).sentence).toBe('12 alerts firing: A, B, C and 9 more');
  });

  it('tells of alerts that are about to fire, after those that fire', () => {
    const waiting = alert('High Memory Usage', { status: 'pending', severity: 'critical' });
    expect(spoken(withAlerts(waiting))).toMatchObject({
      tone: 'warning',
      sentence: '1 alert about to fire: High Memory Usage',
    });
    expect(spoken(withAlerts(waiting, alert('High CPU Usage')))).toMatchObject({
      tone: 'warning',
      sentence: '1 alert firing: High CPU Usage',
      detail: 'Firing for 12 min. 1 more is about to fire.',
    });
  });

  it('puts a service that is down before quiet', () => {
    const services = [{ ...QUIET.services[0]!, up: false }];
    expect(spoken({ ...QUIET, services })).toMatchObject({ tone: 'error', sentence: 'students is down' });
  });

  it('puts the health of monitoring itself before everything else', () => {
    const health: Dashboard['health'] = {
      status: 'error',
      checks: { database: { status: 'down', message: 'connection refused' }, jobs: UP, metrics_ingest: UP },
    };
    expect(spoken({ ...withAlerts(alert('A')), health })).toEqual({
      tone: 'critical',
      sentence: 'Monitoring itself is not well: database down',
      detail: 'connection refused',
    });
  });

  it('does not call silence quiet', () => {
    const traffic = {
      ...QUIET.traffic,
      requests: 0,
      requests_per_second: 0,
      error_percent: null,
      latency_ms: { p50: null, p95: null, p99: null },
    };
    const resources = { ...QUIET.resources, cpu_percent: null };
    expect(spoken({ ...QUIET, traffic, resources, services: [] })).toMatchObject({
      tone: 'unknown',
      sentence: 'Nothing reports yet',
    });
  });
});
