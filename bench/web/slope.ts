/** How fast a line through points (least squares) rises. */
export function slopeOf(points: readonly (readonly [at: number, value: number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanAt = mean(points.map(([at]) => at));
  const meanValue = mean(points.map(([, value]) => value));
  const together = points.reduce((sum, [at, value]) => sum + (at - meanAt) * (value - meanValue), 0);
  const spread = points.reduce((sum, [at]) => sum + (at - meanAt) ** 2, 0);
  return spread === 0 ? 0 : together / spread;
}
