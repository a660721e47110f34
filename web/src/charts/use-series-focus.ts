import { useMemo, useState } from 'react';
import { type Picked, pickSeries } from './pick-series.js';

/** Which series of a chart the reader looks at, for the chart, its legend and a table beside it. */
export interface SeriesFocus {
  readonly picked: Picked;
  /** Shows a series alone, or all again; `isAdded` puts it to the others that are picked. */
  readonly pick: (label: string, isAdded: boolean) => void;
  readonly pickAll: () => void;
  /** The series that is pointed at somewhere. */
  readonly lit: string | undefined;
  readonly light: (label: string | undefined) => void;
}

/** The reader's choice among the series of one chart. */
export function useSeriesFocus(): SeriesFocus {
  const [picked, setPicked] = useState<Picked>();
  const [lit, light] = useState<string>();
  return useMemo(
    () => ({
      picked,
      pick: (label, isAdded) => setPicked((before) => pickSeries(before, label, isAdded)),
      pickAll: () => setPicked(undefined),
      lit,
      light,
    }),
    [picked, lit],
  );
}
