/** Epoch milliseconds of an ISO 8601 time with its microseconds, which `Date.parse` drops. */
export function preciseMs(text: string): number {
  const at = Date.parse(text);
  const micros = /\.\d{3}(\d{1,3})/.exec(text)?.[1];
  return micros === undefined ? at : at + Number(micros.padEnd(3, '0')) / 1000;
}
