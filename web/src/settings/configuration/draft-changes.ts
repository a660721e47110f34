import type { Configuration, SettingInfo, SettingName } from './known-settings.js';

/** What somebody typed: numbers stay text until they are sent. */
export type Draft = Readonly<Partial<Record<SettingName, string | number | boolean>>>;

interface Changes {
  /** What is to be sent: only what differs from what is in force. */
  readonly patch: Partial<Configuration>;
  /** Fields with no number in them, or one that the service would refuse. */
  readonly faults: Readonly<Partial<Record<SettingName, string>>>;
  readonly count: number;
}

/** Compares what was typed with what is in force, and with the limits that the service tells. */
export function changesOf(draft: Draft, configuration: Configuration, settings: readonly SettingInfo[]): Changes {
  const patch: Record<string, number | boolean> = {};
  const faults: Partial<Record<SettingName, string>> = {};
  for (const [name, typed] of Object.entries(draft) as [SettingName, string | number | boolean][]) {
    const value = typeof typed === 'boolean' ? typed : numberOf(typed);
    const fault = faultOfValue(
      value,
      settings.find((setting) => setting.name === name),
    );
    if (fault !== undefined) faults[name] = fault;
    else if (value !== undefined && value !== configuration[name]) patch[name] = value;
  }
  return { patch, faults, count: Object.keys(patch).length + Object.keys(faults).length };
}

function faultOfValue(value: number | boolean | undefined, setting: SettingInfo | undefined): string | undefined {
  if (value === undefined) return 'A number is needed.';
  if (typeof value === 'boolean' || setting === undefined) return undefined;
  const { kind, minimum, maximum } = setting;
  if (kind === 'integer' && !Number.isInteger(value)) return 'A whole number is needed.';
  if (minimum !== null && value < minimum) return `At least ${minimum} is needed.`;
  return maximum !== null && value > maximum ? `At most ${maximum} is possible.` : undefined;
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
