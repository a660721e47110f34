import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Problem } from '../../http/problem.js';
import { defaultDetectionFiles } from './default-detections.js';
import { readDetections } from './read-detections.js';
import { runDetectionTests } from './run-detection-tests.js';

const USAGE = `Runs the tests that stand in files of detections; without a file, of those that come with the service.

  npm run detections:test -- [file.yaml …]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
if (values.help) console.error(USAGE);
else {
  const files = positionals.length > 0 ? positionals : defaultDetectionFiles();
  process.exitCode = files.map(testFile).every(Boolean) ? 0 : 1;
}

/** @returns whether all is well with it */
function testFile(file: string): boolean {
  try {
    const outcomes = runDetectionTests(readDetections(readFileSync(file, 'utf8')));
    for (const { detection, test, reason } of outcomes) {
      console.log(`${reason ? 'failed' : 'ok    '}  ${detection}: ${test}${reason ? `\n        ${reason}` : ''}`);
    }
    return outcomes.every(({ reason }) => reason === undefined);
  } catch (fault) {
    const faults = fault instanceof Problem ? (fault.errors ?? []) : [{ path: '', message: (fault as Error).message }];
    for (const { path, message } of faults) console.log(`failed  ${file}: ${path} ${message}`);
    return false;
  }
}
