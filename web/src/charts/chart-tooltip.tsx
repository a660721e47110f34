import styles from './chart-tooltip.module.css';
import type { MomentReading } from './read-moment.js';
import { Swatch } from './swatch.js';

interface ChartTooltipProps {
  /** The place that is pointed at within the chart, px. */
  left: number;
  top: number;
  /** How large the chart is: the tooltip stands on that side of the pointer where there is more room. */
  width: number;
  height: number;
  moment: string;
  reading: MomentReading;
  near?: number;
  /** What a single measurement under the pointer says; a click opens its trace. */
  spot?: string;
}

const GAP = 14;

/** What a chart says where one points at. Screen readers get the same from the chart itself. */
export function ChartTooltip({ left, top, width, height, moment, reading, near, spot }: ChartTooltipProps) {
  const across = left > width / 2 ? { right: width - left + GAP } : { left: left + GAP };
  const along = top > height / 2 ? { bottom: height - top - GAP } : { top: top - GAP };
  return (
    <div className={styles.tooltip} aria-hidden="true" style={{ ...across, ...along }}>
      <p className={styles.moment}>{moment}</p>
      {spot !== undefined && (
        <p className={styles.spot}>
          ◆ {spot}
          <br />
          Click opens its trace
        </p>
      )}
      {reading.readings.map(({ series, label, ink, dashed, value }) => (
        <p key={label} className={styles.reading} data-near={series === near}>
          <Swatch ink={ink} dashed={dashed} />
          <span className={styles.label}>{label}</span>
          <b>{value}</b>
        </p>
      ))}
      {reading.more > 0 && <p className={styles.moment}>and {reading.more} more</p>}
    </div>
  );
}
