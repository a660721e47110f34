import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A package of the application in the form that the application uses, undefined where it is not installed. Packages that exist both as
 * CommonJS and as ES modules exist twice in memory: the one that was already required is the application's. All are
 * optional peers of this one, so that every package manager lets it find them.
 */
export async function loadPackage<Exports>(name: string): Promise<Exports | undefined> {
  const loaded = loadedPackage<Exports>(name);
  if (loaded !== undefined) return loaded;
  try {
    return (await import(name)) as Exports;
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}

/** A file of a package that it does not export, `part` as seen from its folder. */
export async function loadPart<Exports>(name: string, part: string): Promise<Exports | undefined> {
  let folder: string;
  try {
    folder = import.meta.resolve(`${name}/package.json`);
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  return (await import(new URL(part, folder).href)) as Exports;
}

/** The same, where it has been required already, be it by a wrapper for ES modules. */
export function loadedPackage<Exports>(name: string): Exports | undefined {
  try {
    return require.cache[require.resolve(name)]?.exports as Exports | undefined;
  } catch {
    return undefined;
  }
}

/** Not installed, or a version without this part. */
function isMissing(fault: unknown): boolean {
  const { code } = fault as { code?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}
