import type { Alert } from '../../api/alert.js';
import type { Dashboard } from '../../api/dashboard.js';
import { formatLatency, formatSpan } from '../../format/duration.js';
import { formatPercent, formatRate } from '../../format/number.js';
import { isMeasured, NO_BREAK, spell } from '../../format/quantity.js';
import { byUrgency, firingAlerts, type Tone } from '../../state/tone.js';

/** The page in one sentence: how bad it is, what it is, and what stands behind it. All of it plain text. */
export interface Headline {
  readonly tone: Tone;
  readonly sentence: string;
  readonly detail: string;
}

/** More names than this in one sentence are not read any more. */
const NAMES_IN_SENTENCE = 3;
/** The tag that says what an alert is about, the first one it has. */
const SUBJECT_TAGS = ['service', 'host', 'database'] as const;

/** The worst news first: own health, firing alerts, services down, alerts about to fire, silence, and only then quiet. */
export function headlineOf(dashboard: Dashboard, now: number): Headline {
  return (
    ownHealth(dashboard) ?? firing(dashboard, now) ?? servicesDown(dashboard) ?? pending(dashboard) ?? quiet(dashboard)
  );
}

/** A short form for the tab's title, so that a background tab tells as well. */
export function titleOf(dashboard: Dashboard | undefined): string {
  const count = dashboard?.alerts.firing ?? 0;
  return count > 0 ? `(${count}) Overview · Monitoring` : 'Overview · Monitoring';
}

function ownHealth({ health }: Dashboard): Headline | undefined {
  if (health.status === 'ok') return undefined;
  const down = Object.entries(health.checks).filter(([, check]) => check.status !== 'up');
  const names = down.map(([name]) => name.replaceAll('_', ' '));
  const messages = down.map(([, check]) => check.message ?? '').filter((message) => message !== '');
  return {
    tone: 'critical',
    sentence:
      names.length === 0 ? 'Monitoring itself is not well' : `Monitoring itself is not well: ${list(names)} down`,
    detail: messages.join(' · ') || 'Figures on this page may be missing or old until it recovers.',
  };
}

function firing({ alerts }: Dashboard, now: number): Headline | undefined {
  if (alerts.firing === 0) return undefined;
  const worst = firingAlerts(alerts.items);
  const count = Math.max(alerts.firing, worst.length);
  const oldest = Math.min(...worst.map((alert) => Date.parse(alert.fired_at ?? alert.started_at)));
  const first = worst[0];
  return {
    tone: first?.severity ?? 'critical',
    sentence: `${plural(count, 'alert')} firing${first === undefined ? '' : `: ${list(namesOf(worst), count - worst.length)}`}`,
    detail: [
      Number.isFinite(oldest) &&
        `${count === 1 ? 'Firing' : 'The oldest has been firing'} for ${formatSpan(now - oldest)}.`,
      alerts.pending > 0 && `${alerts.pending} more ${alerts.pending === 1 ? 'is' : 'are'} about to fire.`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function servicesDown({ services }: Dashboard): Headline | undefined {
  const down = services.filter((service) => service.up === false).map(({ service }) => service);
  if (down.length === 0) return undefined;
  const sentence =
    down.length === 1 ? `${list(down)} is down` : `${plural(down.length, 'service')} down: ${list(down)}`;
  return { tone: 'error', sentence, detail: 'Its health check fails; no alert fires yet.' };
}

function pending({ alerts }: Dashboard): Headline | undefined {
  if (alerts.pending === 0) return undefined;
  const waiting = alerts.items.filter((alert) => alert.status === 'pending').sort(byUrgency);
  const names = waiting.length === 0 ? '' : `: ${list(namesOf(waiting), alerts.pending - waiting.length)}`;
  return {
    tone: 'warning',
    sentence: `${plural(alerts.pending, 'alert')} about to fire${names}`,
    detail: 'A threshold is crossed, but not yet for as long as its rule asks.',
  };
}

function quiet({ traffic, services, resources }: Dashboard): Headline {
  const checked = services.filter((service) => service.up === true).length;
  const facts = [
    isMeasured(traffic.requests_per_second) && traffic.requests > 0 && requestRate(traffic.requests_per_second),
    isMeasured(traffic.error_percent) && `${spell(formatPercent(traffic.error_percent))} failing`,
    isMeasured(traffic.latency_ms.p95) &&
      `95${NO_BREAK}% answered within ${spell(formatLatency(traffic.latency_ms.p95))}`,
    checked > 0 && `${plural(checked, 'checked service')} up`,
  ].filter((fact) => fact !== false);
  if (facts.length === 0 && !isMeasured(resources.cpu_percent)) {
    return {
      tone: 'unknown',
      sentence: 'Nothing reports yet',
      detail: 'No alert fires, but there is nothing to fire on.',
    };
  }
  return { tone: 'good', sentence: 'All quiet', detail: `No alert is firing. ${capital(facts.join(', '))}` };
}

function requestRate(perSecond: number): string {
  const { text, unit } = formatRate(perSecond);
  return `${text}${unit.replace('/s', '')} requests/s`;
}

/** Each name once, with what it is about: "High Error Rate (billing, students)". */
function namesOf(alerts: readonly Alert[]): string[] {
  const subjects = new Map<string, Set<string>>();
  for (const { name, tags } of alerts) {
    const known = subjects.get(name) ?? new Set();
    const subject = SUBJECT_TAGS.map((tag) => tags?.[tag]).find((value) => value !== undefined);
    subjects.set(name, subject === undefined ? known : known.add(subject));
  }
  return [...subjects].map(([name, about]) => (about.size === 0 ? name : `${name} (${list([...about])})`));
}

/** "a", "a and b", "a, b, c and 2 more"; `unlisted` are those the API counted but did not send. */
function list(names: readonly string[], unlisted = 0): string {
  const named = names.slice(0, NAMES_IN_SENTENCE);
  const rest = names.length - named.length + unlisted;
  const last = rest > 0 ? `${rest} more` : named.pop();
  return named.length === 0 ? (last ?? '') : `${named.join(', ')} and ${last}`;
}

function plural(count: number, noun: string): string {
  return count === 1 ? `${count} ${noun}` : `${count} ${noun}s`;
}

function capital(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
