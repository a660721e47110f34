import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from '../../installation.js';
import type { Detection } from './detection.js';
import { readDetections } from './read-detections.js';

/** Where the build puts them; the bundle reads them from there too. */
const DIRECTORY = join(installation, 'dist/src/security/detections/defaults');

/** The paths of the files of detections that come with the service. */
export function defaultDetectionFiles(directory = DIRECTORY): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(directory, name));
}

/** The detections that come with the service. */
export function defaultDetections(directory = DIRECTORY): Detection[] {
  return defaultDetectionFiles(directory).flatMap((file) => readDetections(readFileSync(file, 'utf8')));
}
