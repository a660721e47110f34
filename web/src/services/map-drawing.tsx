import { useMemo } from 'react';
import type { components } from '../api/schema.js';
import { ThingLink } from '../app/thing-link.js';
import { formatLatency } from '../format/duration.js';
import { formatPercent, formatRate } from '../format/number.js';
import { spell } from '../format/quantity.js';
import { layOutMap, type MapNode } from './lay-out-map.js';
import styles from './map-drawing.module.css';

type Call = components['schemas']['ServiceCallView'];

const NODE = { width: 168, height: 54 };
const GAP = { x: 132, y: 26 };
const MARGIN = 12;
/** A share of failed calls from which a line is drawn as failing. */
const FAILING = 0.05;
const KIND_WORDS: Readonly<Record<string, string>> = { database: 'database', queue: 'queue', external: 'external' };

/** The picture of who calls whom: the thicker a line, the more calls; the figures of a line are told when one points at it. */
export function MapDrawing({ calls, around }: { calls: readonly Call[]; around: string | undefined }) {
  const layout = useMemo(() => layOutMap(calls), [calls]);
  const places = new Map(layout.nodes.map((node) => [node.name, placeOf(node)]));
  const kinds = new Map(calls.map(({ server, server_kind: kind }) => [server, kind]));
  const most = Math.max(...calls.map(({ rate }) => rate), 0);
  const width = MARGIN * 2 + layout.columns * (NODE.width + GAP.x) - GAP.x;
  const height = MARGIN * 2 + layout.rows * (NODE.height + GAP.y) - GAP.y;
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="Map of services">
      <div className={styles.map} style={{ width, height }}>
        <svg className={styles.lines} width={width} height={height} aria-hidden="true">
          {calls.map((call) => (
            <path
              key={`${call.client} ${call.server}`}
              className={styles.line}
              data-failing={call.error_ratio >= FAILING}
              d={curve(places.get(call.client)!, places.get(call.server)!)}
              style={{ strokeWidth: 1 + 4 * Math.sqrt(call.rate / (most || 1)) }}
            >
              <title>{wordsOf(call)}</title>
            </path>
          ))}
        </svg>
        {layout.nodes.map((node) => {
          const { x, y } = places.get(node.name)!;
          const incoming = calls.filter(({ server }) => server === node.name);
          const kind = KIND_WORDS[kinds.get(node.name) ?? ''];
          return (
            <div
              key={node.name}
              className={styles.node}
              data-around={node.name === around}
              data-kind={kind}
              data-failing={incoming.some(({ error_ratio: ratio }) => ratio >= FAILING)}
              style={{ left: x, top: y, width: NODE.width, height: NODE.height }}
            >
              {kind === undefined ? (
                <ThingLink kind="service" id={node.name} className={styles.name}>
                  {node.name}
                </ThingLink>
              ) : (
                <span className={styles.name} title={node.name}>
                  {node.name}
                </span>
              )}
              <span className={styles.figures}>{kind ?? figuresOf(incoming)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function placeOf({ column, row }: MapNode): { x: number; y: number } {
  return { x: MARGIN + column * (NODE.width + GAP.x), y: MARGIN + row * (NODE.height + GAP.y) };
}

/** From the right side of one node to the left side of another; back around over the top when it leads to the left. */
function curve(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const start = { x: from.x + NODE.width, y: from.y + NODE.height / 2 };
  const end = { x: to.x, y: to.y + NODE.height / 2 };
  const reach = Math.max(GAP.x / 2, Math.abs(end.x - start.x) / 2);
  return `M${start.x} ${start.y}C${start.x + reach} ${start.y} ${end.x - reach} ${end.y} ${end.x} ${end.y}`;
}

function figuresOf(incoming: readonly Call[]): string {
  const rate = incoming.reduce((sum, call) => sum + call.rate, 0);
  if (rate === 0) return 'calls others';
  const failed = incoming.reduce((sum, call) => sum + call.rate * call.error_ratio, 0) / rate;
  return `${spell(formatRate(rate))}, ${spell(formatPercent(failed * 100))} failing`;
}

function wordsOf({ client, server, rate, error_ratio: ratio, p95_ms: p95 }: Call): string {
  return `${client} → ${server}: ${spell(formatRate(rate))}, ${spell(formatPercent(ratio * 100))} failing, p95 ${spell(formatLatency(p95))}`;
}
