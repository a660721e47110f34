import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A minified file. */
export interface Script {
  readonly path: string;
  /** Its path below the folder that was searched, with slashes. */
  readonly name: string;
}

const SCRIPT = /\.[cm]?js$/;
const MAPPING_URL = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm;
const DEBUG_ID = /^\/\/# debugId=([0-9a-f-]{36})\s*$/im;

/** Every script below a folder, without those of installed packages. */
export async function findScripts(folder: string): Promise<Script[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && SCRIPT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => !name.split('/').includes('node_modules'))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * The map of a script: the one its last line names, else the one beside it. A map without the text of its sources gets it from the files
 * it names, as far as those lie below `sourceRoot`.
 *
 * @returns its text; undefined when there is none
 */
export async function readMapOf(script: string, sourceRoot: string): Promise<string | undefined> {
  const code = await readFile(script, 'utf8');
  const url = [...code.matchAll(MAPPING_URL)].at(-1)?.[1];
  const inline = /^data:application\/json;[^,]*base64,(.*)$/.exec(url ?? '')?.[1];
  if (inline !== undefined) return complete(Buffer.from(inline, 'base64').toString(), code, script, sourceRoot);
  const beside = `${script}.map`;
  const named =
    url === undefined || /^[a-z]+:/i.test(url) ? beside : resolve(dirname(script), decodeURI(url.split('?')[0]!));
  for (const file of new Set([named, beside])) {
    const json = await readFile(file, 'utf8').catch(() => undefined);
    if (json !== undefined) return complete(json, code, file, sourceRoot);
  }
  return undefined;
}

interface SourceMap {
  sourceRoot?: string;
  sources?: (string | null)[];
  sourcesContent?: (string | null)[];
  debugId?: string;
}

/** Adds what a service cannot know: the text of the sources, and the id that the bundler wrote into the script. */
async function complete(json: string, code: string, mapFile: string, sourceRoot: string): Promise<string> {
  const map = parse(json);
  // The service says what is wrong with it.
  if (!map) return json;
  const debugId = DEBUG_ID.exec(code)?.[1];
  if (debugId !== undefined) map.debugId ??= debugId;
  if (Array.isArray(map.sources)) {
    map.sourcesContent = await Promise.all(
      map.sources.map(async (source, i) => {
        const known = map.sourcesContent?.[i];
        return known ?? readSource(resolve(dirname(mapFile), map.sourceRoot ?? '', source ?? ''), sourceRoot);
      }),
    );
  }
  return JSON.stringify(map);
}

function parse(json: string): SourceMap | undefined {
  try {
    const map: unknown = JSON.parse(json);
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? map : undefined;
  } catch {
    return undefined;
  }
}

async function readSource(file: string, sourceRoot: string): Promise<string | null> {
  if (!file.startsWith(sourceRoot + sep)) return null;
  return readFile(file, 'utf8').catch(() => null);
}
