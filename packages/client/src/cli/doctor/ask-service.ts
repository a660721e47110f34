import { apiBase } from '../../delivery/api-base.js';
import { explainFault } from './explain-fault.js';
import type { Finding } from './finding.js';
import { judgeClock } from './judge-clock.js';

const TIMEOUT_MS = 5_000;

/** Whether the service is there, itself and well, and what time it has. The first failure ends it. */
export async function askService(endpoint: string): Promise<Finding[]> {
  const base = apiBase(endpoint);
  const status = await ask(`${base}/status`);
  if ('finding' in status) return [status.finding];
  const { time, version } = (status.body ?? {}) as { time?: unknown; version?: unknown };
  if (typeof time !== 'string' || typeof version !== 'string') return [stranger(endpoint, status)];
  const here: Finding = {
    state: 'ok',
    subject: 'service',
    said: `OneClass Monitoring ${version} answers at ${endpoint}`,
  };
  const health = await ask(`${base}/health`);
  const found = 'finding' in health ? health.finding : judgeHealth(health);
  return [here, found, judgeClock(Date.parse(time), status.askedAt, status.answeredAt)];
}

interface Answer {
  readonly code: number;
  /** Undefined for what is no JSON. */
  readonly body: unknown;
  readonly askedAt: number;
  readonly answeredAt: number;
}

async function ask(address: string): Promise<Answer | { finding: Finding }> {
  const askedAt = Date.now();
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const answeredAt = Date.now();
    const text = await response.text();
    return { code: response.status, body: parse(text), askedAt, answeredAt };
  } catch (fault) {
    return { finding: { state: 'failed', subject: 'service', ...explainFault(fault, new URL(address)) } };
  }
}

function stranger(endpoint: string, { code }: Answer): Finding {
  return {
    state: 'failed',
    subject: 'service',
    said: `what answers at ${endpoint} (${code}) is not OneClass Monitoring`,
    fix: 'Correct the endpoint: the address of the service, with the path it has behind a proxy, and without a redirect.',
  };
}

function judgeHealth({ code, body }: Answer): Finding {
  const subject = 'health';
  if (code === 200) return { state: 'ok', subject, said: 'the service is well' };
  const { checks = {} } = (body ?? {}) as { checks?: Record<string, { status?: string; message?: string }> };
  const down = Object.entries(checks).filter(([, check]) => check.status !== 'up');
  return {
    state: 'failed',
    subject,
    said: down.map(([name, { message }]) => `${name} is down: ${message ?? ''}`).join('; ') || `answered ${code}`,
    fix: 'The client keeps what it records until this is over; see the log of the monitoring service.',
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
