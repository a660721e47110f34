import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Problem } from '../../http/problem.js';
import { defaultDetections } from '../detections/default-detections.js';
import type { Detection } from '../detections/detection.js';
import { readDetections } from '../detections/read-detections.js';

/** The detections at work: those that come with the service, and those of the operator's files, which take the place of others of their name. */
@Injectable()
export class Detections {
  readonly all: readonly Detection[];

  /** @throws Error that names the file and every fault in it */
  constructor(environment: Environment) {
    const own = (environment.get('SECURITY_DETECTION_FILES') ?? []).flatMap(readFile);
    const detections = [...defaultDetections(), ...own];
    this.all = [...new Map(detections.map((detection) => [detection.name, detection])).values()];
  }
}

function readFile(path: string): Detection[] {
  try {
    return readDetections(readFileSync(path, 'utf8'));
  } catch (fault) {
    const faults = fault instanceof Problem ? (fault.errors ?? []) : [];
    const list = faults.map(({ path: place, message }) => `\n  ${place}: ${message}`).join('');
    throw new Error(`SECURITY_DETECTION_FILES: ${path} cannot be used: ${(fault as Error).message}${list}`, {
      cause: fault,
    });
  }
}
