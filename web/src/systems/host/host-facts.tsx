import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { formatLatency, formatSpan } from '../../format/duration.js';
import { formatBytesPerSecond, formatPercent, formatPlain } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Facts } from '../../panel/facts.js';
import { Ago } from '../../time/moment.js';
import styles from '../columns.module.css';

type System = components['schemas']['SystemView'];

/** The machine that answers, as it is this moment. */
export function HostFacts({ answer }: { answer: Answer<System> }) {
  return (
    <AnswerPanel title={answer.data === undefined ? 'This host' : `${answer.data.hostname} now`} answer={answer}>
      {(system) => (
        <div className={styles.columns}>
          <Facts
            items={[
              ['Platform', system.platform],
              ['CPUs', `${formatPlain(system.cpu_count).text}, ${spell(formatPercent(system.cpu_usage))} in use`],
              ['Memory', memoryOf(system)],
              ['Load', loadOf(system)],
              ['Network', networkOf(system)],
            ]}
          />
          <Facts
            items={[
              ['Limited', limitsOf(system)],
              ['This process', processOf(system)],
              ['Event loop held up', `${spell(formatLatency(system.process.event_loop_delay_ms))} (99th percentile)`],
              ['Running for', formatSpan(system.process.uptime_seconds * 1000)],
              ['Read', <Ago key="read" at={system.collected_at} />],
            ]}
          />
        </div>
      )}
    </AnswerPanel>
  );
}

function memoryOf({ memory_usage: share, memory_used_bytes: used, memory_total_bytes: total }: System): string {
  return `${spell(formatBytes(used))} of ${spell(formatBytes(total))}, ${spell(formatPercent(share))}`;
}

function loadOf({ load_average: { load_1m: one, load_5m: five, load_15m: fifteen } }: System): string | undefined {
  if (one === null) return undefined;
  const [first, second, third] = [one, five, fifteen].map((load) => formatPlain(load).text);
  return `${first} now, ${second} over 5 min, ${third} over 15 min`;
}

function networkOf({ network }: System): string {
  const [into, out] = [network.receive_bytes_per_second, network.transmit_bytes_per_second].map(formatBytesPerSecond);
  return `${spell(into!)} in, ${spell(out!)} out`;
}

/** Against what CPU and memory are measured in a container. */
function limitsOf({ container: { limited, cpu_limit: cpus, memory_limit_bytes: memory } }: System): string {
  if (!limited) return 'no, it has the whole machine';
  const limits = [
    cpus === null ? undefined : `${formatPlain(cpus).text} CPUs`,
    memory === null ? undefined : `${spell(formatBytes(memory))} of memory`,
  ];
  return `to ${limits.filter((limit) => limit !== undefined).join(' and ')}`;
}

function processOf({ process }: System): string {
  const heap = `heap ${spell(formatBytes(process.heap_used_bytes))} of ${spell(formatBytes(process.heap_total_bytes))}`;
  return `${spell(formatBytes(process.resident_memory_bytes))}, ${heap}, ${spell(formatPercent(process.cpu_usage))} of a core`;
}
