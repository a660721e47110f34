import type { Configuration, SettingName } from './known-settings.js';

/** What somebody typed: numbers stay text until they are sent. */
export type Draft = Readonly<Partial<Record<SettingName, string | number | boolean>>>;

interface Changes {
  /** What is to be sent: only what differs from what is in force. */
  readonly patch: Partial<Configuration>;
  /** Fields with no number in them. */
  readonly faults: Readonly<Partial<Record<SettingName, string>>>;
  readonly count: number;
}

/** Compares what was typed with what is in force. Whether a number may be as it is, is for the service to say. */
export function changesOf(draft: Draft, configuration: Configuration): Changes {
  const patch: Record<string, number | boolean> = {};
  const faults: Partial<Record<SettingName, string>> = {};
  for (const [name, typed] of Object.entries(draft) as [SettingName, string | number | boolean][]) {
    const value = typeof typed === 'boolean' ? typed : numberOf(typed);
    if (value === undefined) faults[name] = 'A number is needed.';
    else if (value !== configuration[name]) patch[name] = value;
  }
  return { patch, faults, count: Object.keys(patch).length + Object.keys(faults).length };
}

function numberOf(typed: string | number): number | undefined {
  const value = typeof typed === 'number' ? typed : typed.trim() === '' ? Number.NaN : Number(typed);
  return Number.isFinite(value) ? value : undefined;
}

/** What the service says about one field, in a sentence. */
export function faultOf(faults: readonly { path: string; message: string }[], name: string): string | undefined {
  const words = faults.filter(({ path }) => path === name || path === `/${name}`).map(({ message }) => message);
  return words.length === 0 ? undefined : words.join('. ');
}
