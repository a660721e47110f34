import { Sparkline } from '../../charts/sparkline.js';
import type { Tone } from '../../state/tone.js';

const INKS = { critical: 'chart-bad', error: 'chart-bad', warning: 'chart-warning' } as const;

interface ShapeLineProps {
  points: readonly (number | null)[];
  tone: Tone;
  threshold: number | null;
}

/** The shape of an alert's metric, high enough that its threshold would be seen. */
export function ShapeLine({ points, tone, threshold }: ShapeLineProps) {
  const highest = Math.max(threshold ?? 0, ...points.map((value) => value ?? 0));
  return <Sparkline points={points} ink={INKS[tone as keyof typeof INKS] ?? 'chart-1'} top={highest} />;
}
