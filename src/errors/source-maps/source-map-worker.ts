/**
 * A thread that holds source maps and asks them: to read one of 10 MB takes most of a second, in which the service would answer nobody.
 * Started by source-map.thread.ts, which knows it by its name.
 */
import { parentPort } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodedMappings, type TraceMap } from '@jridgewell/trace-mapping';
import { BoundedCache } from '../bounded-cache.js';
import { OpenMap } from './find-original.js';
import { readMap } from './read-map.js';
import { type Answer, type CheckedMap, type Job, MAX_MAP_BYTES, type Originals, type Work } from './source-map-work.js';

/** What open maps may take in memory together. */
const MEMORY_BYTES = 128 * 1024 * 1024;
/** Of a decoded mapping. */
const SEGMENT_BYTES = 90;

const open = new BoundedCache<OpenMap>(MEMORY_BYTES);

parentPort!.on('message', (work: Work) => {
  let answer: Answer;
  try {
    answer = { id: work.id, result: work.kind === 'check' ? check(work.json) : find(work) };
  } catch (fault) {
    answer = { id: work.id, fault: (fault as Error).message };
  }
  parentPort!.postMessage(answer);
});

function check(json: Uint8Array): CheckedMap {
  const { map, debugId } = readMap(textOf(json));
  return { sourceCount: map.sources.length, debugId, stored: gzipSync(json) };
}

/** Without the map itself only when it is still known. */
function find({ mapId, places, stored }: Extract<Job, { kind: 'find' }>): Originals {
  let map = open.get(mapId);
  if (!map) {
    if (!stored) return 'unknown';
    const { map: read } = readMap(textOf(gunzipSync(stored, { maxOutputLength: MAX_MAP_BYTES })));
    map = new OpenMap(read);
    open.set(mapId, map, weightOf(read));
  }
  return places.map((place) => map.find(place));
}

function textOf(json: Uint8Array): string {
  return new TextDecoder().decode(json);
}

/** Sources are kept whole and, once asked for, in lines. */
function weightOf(map: TraceMap): number {
  const segments = decodedMappings(map).reduce((sum, line) => sum + line.length, 0);
  const texts = map.sourcesContent?.reduce((sum, text) => sum + (text?.length ?? 0), 0) ?? 0;
  return segments * SEGMENT_BYTES + texts * 2;
}
