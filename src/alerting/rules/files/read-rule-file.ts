import { readYamlList, type YamlItem } from '../../../http/yaml-list.js';

const MAX_RULES = 2000;

/** A rule as it stands in a file, not yet checked. */
export type FileRule = Pick<YamlItem, 'path' | 'line' | 'value'>;

/** The rules of a YAML file: a list, or a map with the list `rules`. @throws Problem 422 with line and column for what is no such file */
export function readRuleFile(text: string): FileRule[] {
  return readYamlList(text, 'rules', MAX_RULES);
}
