import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { readYamlList } from '../../http/yaml-list.js';
import { checkDetection } from './check-detection.js';
import type { Detection } from './detection.js';

const MAX_DETECTIONS = 500;

/**
 * The detections of a YAML file: a list, or a map with the list `detections`.
 *
 * @throws Problem 422 with the first fault of every detection, each with its path and line
 */
export function readDetections(text: string): Detection[] {
  const faults: InputFault[] = [];
  const detections = new Map<string, Detection>();
  for (const { path, value, lineOf } of readYamlList(text, 'detections', MAX_DETECTIONS)) {
    const checked = checkDetection(value);
    const fault = 'value' in checked ? sameName(checked.value, detections) : checked;
    if (fault) {
      const place = fault.path === '' ? [] : fault.path.split('.');
      faults.push({ path: [path, ...place].join('.'), message: `line ${lineOf(place)}: ${fault.reason}` });
    } else if ('value' in checked) {
      detections.set(checked.value.name, checked.value);
    }
  }
  if (faults.length > 0) throw Problem.invalid(faults);
  return [...detections.values()];
}

function sameName({ name }: Detection, others: ReadonlyMap<string, Detection>) {
  return others.has(name) ? { path: 'name', reason: 'stands in the file twice' } : undefined;
}
