import { setTimeout as sleep } from 'node:timers/promises';
import { type Attack, attacks } from './attacks.js';
import { type DemoMonitoring, DemoStack } from './demo-stack.js';

const API = '/api/v1/monitoring';
const LONGEST_WAIT_MS = 30_000;

interface SecurityEvent {
  event_id: string;
  timestamp: string;
  event_type: string;
  severity: string;
  description: string;
  ip_address: string | null;
}

const stack = new DemoStack();

/** Attacks a service on this machine in several ways, from addresses that it makes up, and shows what the monitoring service sees of it. */
stack.run(async () => {
  const monitoring = await stack.monitoring('.data/demo-attack');
  const students = stack.start('students', './students.js', {
    MONITORING_ENDPOINT: monitoring.url,
    MONITORING_API_KEY: monitoring.key,
    MONITORING_SERVICE: 'students',
  });
  const target = await students.listens();
  console.log(`
  Dashboard   ${monitoring.link}
  students    ${target}: attacked, from this machine alone
`);
  const startedAt = Date.now();
  const seen = new Set<string>();
  let missed = 0;
  for (const attack of attacks) {
    console.log(`→ ${attack.what}`);
    await attack.run(target);
    if (!(await isSeen(monitoring, attack, startedAt, seen))) {
      missed++;
      console.log('  NOT SEEN');
    }
  }
  const alerts = await firingAlerts(monitoring);
  console.log(`\n  Alerts: ${alerts.length > 0 ? alerts.join(', ') : 'none'}`);
  if (alerts.length === 0) missed++;
  console.log(missed === 0 ? '\n  Every attack was seen.' : `\n  ${missed} were not seen.`);
  await stack.end(missed === 0 ? 0 : 1);
});

/** Shows what is new until all that is expected has come. */
async function isSeen(monitoring: DemoMonitoring, attack: Attack, since: number, seen: Set<string>): Promise<boolean> {
  const awaited = new Set(attack.expects);
  for (const until = Date.now() + LONGEST_WAIT_MS; awaited.size > 0 && Date.now() < until; await sleep(500)) {
    const { items } = await read<{ items: SecurityEvent[] }>(
      monitoring,
      `/security/events?start_time=${since}&limit=1000&service=students`,
    );
    for (const event of items.toReversed()) {
      if (seen.has(event.event_id)) continue;
      seen.add(event.event_id);
      if (awaited.delete(event.event_type))
        console.log(
          `  ${event.timestamp.slice(11, 19)} ${event.severity.padEnd(8)} ${event.event_type}: ${event.description}`,
        );
    }
  }
  return awaited.size === 0;
}

async function firingAlerts(monitoring: DemoMonitoring): Promise<string[]> {
  for (const until = Date.now() + 2 * LONGEST_WAIT_MS; Date.now() < until; await sleep(1000)) {
    const { items } = await read<{ items: { name: string; tags: Record<string, string> }[] }>(monitoring, '/alerts');
    const found = items.filter(({ name }) => name === 'Attack Detected').map(({ tags }) => tags.event_type ?? '');
    if (found.length > 0) return found.map((type) => `Attack Detected (${type})`);
  }
  return [];
}

async function read<T>({ url, token }: DemoMonitoring, path: string): Promise<T> {
  const answer = await fetch(url + API + path, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
