/** What came of a check. */
export interface Finding {
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

export const ok = (message: string): Finding => ({ outcome: 'ok', message });
export const warning = (message: string, fix: string): Finding => ({ outcome: 'warning', message, fix });
export const failed = (message: string, fix: string): Finding => ({ outcome: 'failed', message, fix });
