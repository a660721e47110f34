import { resolve } from 'node:path';
import { apiBase } from '../delivery/api-base.js';
import { findScripts, readMapOf, type Script } from './find-maps.js';
import { type UploadTarget, uploadMap } from './upload-map.js';
import { readArguments, UsageFault } from './usage.js';

const AT_ONCE = 3;

export const SOURCE_MAPS_USAGE = `  oneclass-monitoring source-maps upload --release NAME [options] FOLDER...

    Uploads the source maps of a build, so that its errors show the original code.

    --release NAME   as the errors name it
    --url URL        of the monitoring service (default: MONITORING_ENDPOINT)
    --service NAME   only for errors of this service
    --prefix PATH    what stands before the files' paths where they run, such as ~/static (default: ~)

    The token of an administrator is read from MONITORING_TOKEN.
    Exits with 0 when all maps were taken, 1 when one was not or there were none.`;

/** @param args what follows `source-maps`. @returns the exit code. @throws UsageFault */
export async function sourceMaps(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { target, folders } = readCommand(args, env);
  const scripts = (await Promise.all(folders.map(findScripts))).flat();
  const { found, uploaded } = await uploadAll(scripts, target);
  if (found === 0) console.error(`There are no source maps in ${folders.join(', ')}.`);
  else console.log(`${uploaded} of ${found} source maps uploaded for release ${target.release}`);
  return found > 0 && uploaded === found ? 0 : 1;
}

/** Some at a time, so that only few maps are in memory. */
async function uploadAll(scripts: Script[], target: UploadTarget): Promise<{ found: number; uploaded: number }> {
  const count = { found: 0, uploaded: 0 };
  const work = async () => {
    for (let script = scripts.shift(); script; script = scripts.shift()) {
      const { path, name } = script;
      try {
        const json = await readMapOf(path, process.cwd());
        if (json === undefined) {
          console.log(`no map    ${name}`);
          continue;
        }
        count.found++;
        await uploadMap(name, json, target);
        count.uploaded++;
        console.log(`uploaded  ${name}`);
      } catch (fault) {
        console.error(`failed    ${name}: ${(fault as Error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return count;
}

function readCommand(args: string[], env: NodeJS.ProcessEnv): { target: UploadTarget; folders: string[] } {
  const { values, positionals } = parse(args);
  const [action, ...folders] = positionals;
  if (action !== 'upload') throw new UsageFault('expected: source-maps upload');
  const { release, service, prefix = '~', url = env.MONITORING_ENDPOINT } = values;
  if (!release) throw new UsageFault('--release is missing');
  if (folders.length === 0) throw new UsageFault('the folder of the build is missing');
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageFault('--url or MONITORING_ENDPOINT must be an address such as http://monitoring:3000');
  }
  const token = env.MONITORING_TOKEN;
  if (!token) throw new UsageFault('MONITORING_TOKEN is not set');
  const target = { base: apiBase(url), token, release, service, prefix };
  return { target, folders: folders.map((folder) => resolve(folder)) };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return readArguments({
    args,
    allowPositionals: true,
    options: { release: text, url: text, service: text, prefix: text },
  });
}
