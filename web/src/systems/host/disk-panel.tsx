import type { Severity } from '../../api/alert.js';
import type { components } from '../../api/schema.js';
import { latest } from '../../charts/latest.js';
import { formatSpan } from '../../format/duration.js';
import { formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { groupsOf } from '../metrics/metric-lines.js';
import type { MetricAnswers, MetricsAnswer } from '../metrics/use-metric-answers.js';
import styles from './disk-panel.module.css';
import { forecastFull } from './forecast-full.js';

const DAY_MS = 86_400_000;
/** A forecast beyond this is no news. */
const FARTHEST_MS = 90 * DAY_MS;
/** Sooner than this somebody has to act. */
const SOON_MS = 3 * DAY_MS;

interface DiskPanelProps {
  answer: MetricsAnswer;
  /** Sizes, where they are known. */
  disks: readonly components['schemas']['DiskView'][];
  tone?: Severity;
}

/** Each file system: how full it is, and when it will be full if it goes on as over the page's time. */
export function DiskPanel({ answer, disks, tone }: DiskPanelProps) {
  return (
    <AnswerPanel
      title="Disks"
      tone={tone}
      answer={{ ...answer, call: answer.callFor('system_disk_usage') }}
      isEmpty={(data) => groupsOf(data, 'system_disk_usage').length === 0}
      empty={<Empty title="No disk was measured in this time" />}
    >
      {(data) => (
        <ul className={styles.disks}>
          {groupsOf(data, 'system_disk_usage').map(({ tags: { mount = '' }, points }) => {
            const share = latest(points);
            const disk = disks.find((one) => one.mount === mount);
            return (
              <li key={mount}>
                <span className={styles.mount} title={mount}>
                  {mount}
                </span>
                <span className={styles.figure}>{spell(formatPercent(share))}</span>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ width: `${Math.min(100, share ?? 0)}%` }} />
                </span>
                <span className={styles.note}>
                  {disk !== undefined &&
                    `${spell(formatBytes(disk.used_bytes))} of ${spell(formatBytes(disk.total_bytes))}. `}
                  <FullIn ms={forecastFull(points, stepMsOf(data))} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </AnswerPanel>
  );
}

function FullIn({ ms }: { ms: number | undefined }) {
  if (ms === undefined || ms > FARTHEST_MS) return <>Not growing to speak of.</>;
  const words = `Full in ${formatSpan(ms)} if it goes on like this`;
  return ms < SOON_MS ? <StateBadge tone="warning">{words}</StateBadge> : <>{words}.</>;
}

function stepMsOf(answers: MetricAnswers): number {
  return (answers.items.find(({ name }) => name === 'system_disk_usage')?.step_seconds ?? 0) * 1000;
}
