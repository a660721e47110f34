import { textOf } from '../../app/search-params.js';

/** What the address of the settings says: the release whose source maps are shown. */
export interface SettingsSearch {
  readonly release?: string;
}

/** Reads it. */
export function readSettingsSearch({ release }: Record<string, unknown>): SettingsSearch {
  return { release: textOf(release) };
}
