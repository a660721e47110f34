import type { Finding } from './finding.js';

/** From here on times in charts and traces of several services do not fit together. */
const NOTICEABLE_MS = 2_000;
/** The service refuses what is further in its future. */
const REFUSED_MS = 10 * 60_000;

/**
 * This machine's clock beside the service's. The service read its own at some moment between question and answer.
 *
 * @param askedAt, answeredAt by this machine's clock, epoch ms
 */
export function judgeClock(serviceTime: number, askedAt: number, answeredAt: number): Finding {
  const subject = 'clock';
  const behind = serviceTime - answeredAt;
  const ahead = askedAt - serviceTime;
  const off = Math.max(behind, ahead, 0);
  if (off < NOTICEABLE_MS) return { state: 'ok', subject, said: 'agrees with that of the service' };
  const said = `${(off / 1000).toFixed(1)} s ${ahead > behind ? 'ahead of' : 'behind'} that of the service`;
  const fix = 'Let both machines keep time by NTP (timedatectl, chrony).';
  if (ahead > REFUSED_MS) return { state: 'failed', subject, said: `${said}, which refuses times in its future`, fix };
  return { state: 'warning', subject, said, fix };
}
