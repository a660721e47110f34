/** The labels of the series that are shown alone; undefined while all are. */
export type Picked = ReadonlySet<string> | undefined;

/**
 * What is shown after somebody picked a series: it alone; all again when it was alone already. With `isAdded` it joins the others that
 * are picked, or leaves them.
 */
export function pickSeries(picked: Picked, label: string, isAdded: boolean): Picked {
  if (!isAdded) return picked?.size === 1 && picked.has(label) ? undefined : new Set([label]);
  const next = new Set(picked);
  if (!next.delete(label)) next.add(label);
  return next.size === 0 ? undefined : next;
}

/** Whether each series is shown. What was picked may have gone with newer data: then all are. */
export function shownSeries(labels: readonly string[], picked: Picked): readonly boolean[] {
  const isAny = picked !== undefined && labels.some((label) => picked.has(label));
  return labels.map((label) => !isAny || picked.has(label));
}
