/** What a check found. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was checked. */
  readonly subject: string;
  readonly said: string;
  /** What to do about it. */
  readonly fix?: string;
}

const MARKS = { ok: '✓', warning: '!', failed: '✗' };

/** A line, and one more where something is to be done. */
export function showFinding({ state, subject, said, fix }: Finding): string {
  const line = `${MARKS[state]} ${subject.padEnd(15)} ${said}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(18)}${fix}`;
}
