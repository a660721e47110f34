import { useCallback, useState } from 'react';
import { usualDistance } from './step.js';
import type { Answered } from './use-answers.js';

/** So many series tell how often there are measurements. */
const LOOKED_AT = 10;

/** How often there are measurements of these metrics, ms; 0 while it is not known. And a way to tell it. */
export function useDistance(metrics: string): [everyMs: number, learn: (everyMs: number) => void] {
  const [known, setKnown] = useState({ metrics, everyMs: 0 });
  const learn = useCallback((everyMs: number) => setKnown({ metrics, everyMs }), [metrics]);
  return [known.metrics === metrics ? known.everyMs : 0, learn];
}

/** The longest distance between measurements of any question. */
export function longestDistance(answered: readonly Answered[]): number {
  return Math.max(0, ...answered.map(distanceOf));
}

/** The shortest of any of its series: the others may have been silent. */
function distanceOf({ answer }: Answered): number {
  if (answer === undefined || answer.groups.length === 0) return 0;
  const distances = answer.groups.slice(0, LOOKED_AT).map(({ values }) => usualDistance(values, answer.stepMs));
  return Math.min(...distances);
}
