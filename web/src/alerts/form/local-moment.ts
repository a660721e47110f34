/** A moment as a datetime-local field takes it: in the reader's zone, to the minute. `at` is epoch milliseconds. */
export function localMoment(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What a datetime-local field holds, as the service takes it; what is no time goes as it is, and the service says so at its field. */
export function wireMoment(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}
