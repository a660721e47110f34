import type { StackFrame } from './exception.js';

/** Where builds and containers put files: it differs between two deployments of one program. */
const PLACES = new Set(
  'app apps src dist build out lib bin target public static assets js www html srv opt code workspace task home tmp root usr var'.split(
    ' ',
  ),
);
/** Folders that hold releases side by side. */
const RELEASES = new Set(['releases', 'release', 'versions', 'current', 'chunks']);
const VERSION = /^v?\d+(?:[._]\d+)*(?:[-+][\w.+-]*)?$/;
/** `school-2.4.1-rc.1` */
const VERSION_BEHIND = /[-_@]v?\d+(?:\.\d+)*(?:[-+](?:alpha|beta|rc|dev|next|snapshot|\d)[\w.]*)?$/i;
const HEX = /^(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}$|^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const JAVASCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
/** Names of functions that mean the scope of a file or a function without a name. */
const NAMELESS = /^(?:|\?|(?:.*\.)?<anonymous>|anonymous|<lambda>|<module>|(?:global|module|eval) code|eval)$/;
/** What minifiers call functions: one or two letters, or three that nobody would choose (`kPe`, `a1$`). */
const MINIFIED = /^(?:[\w$]{1,2}|[a-z_$](?=.?[A-Z\d$])[\w$]{2})$/;
/** Longer lines than people write. */
const MINIFIED_COLUMN = 300;

/** Addresses of pages, where engines differ in how they name functions. */
const BROWSER = /^(?:https?|blob|webpack|webpack-internal|capacitor|ionic|app):/;
/** Of longer names and paths the rest says nothing more. */
const MAX_NAME = 500;

/** The function and file of a frame in words that are the same on every host, in every build and, where possible, every engine. */
export interface StableFrame {
  /** Undefined for functions without a name, and for those whose name a minifier made. */
  name: string | undefined;
  file: string;
}

/** The functions of comprehensions are there or not by the version of Python. */
export function isComprehension(frame: StackFrame): boolean {
  return /^<(?:list|set|dict)comp>$|^<genexpr>$/.test(frame.function);
}

/** Whether a minifier, rather than a person, may have chosen the name of a function. */
export function isMinifiedName(name: string): boolean {
  return MINIFIED.test(name);
}

/** Which files of a stack were minified: their lines are longer than people write, or all their names shorter. */
export function minifiedFiles(frames: readonly StackFrame[]): Set<string> {
  const minified = new Set<string>();
  const names = new Map<string, string[]>();
  for (const { file, function: name, column = 0 } of frames) {
    if (column > MINIFIED_COLUMN || file.includes('.min.')) minified.add(file);
    if (name && column > 0) names.set(file, [...(names.get(file) ?? []), name]);
  }
  for (const [file, own] of names) if (own.length > 1 && own.every(hasShortPart)) minified.add(file);
  return minified;
}

/** `e.render`, `t`: a minifier renames classes and functions, but not methods. */
function hasShortPart(name: string): boolean {
  return /(?:^|\.|new )[\w$]{1,2}(?:\.|$)/.test(name.slice(0, MAX_NAME));
}

export function stableFrame(frame: StackFrame, minified: boolean): StableFrame {
  const place = frame.file.slice(-MAX_NAME);
  const name = stableFunction(frame.function.slice(0, MAX_NAME), minified || BROWSER.test(frame.file));
  const isNamed = !NAMELESS.test(name) && !(minified && isMinifiedName(name));
  if (!isPackage(frame)) return { name: isNamed ? name : undefined, file: stableFile(place) };
  const module = stableModule(frame.module!.slice(-MAX_NAME));
  return { name: isNamed ? `${module}.${name}` : undefined, file: isNamed ? '' : module };
}

/** On the JVM, .NET and in Go the module says more than the file, and more reliably. */
function isPackage(frame: StackFrame): boolean {
  return (
    frame.module !== undefined &&
    (frame.file === '' || /\.(?:java|kts?|scala|groovy|clj|cs|fs|vb|go)$/.test(frame.file))
  );
}

/** @param methodOnly Gecko and WebKit name methods without their class, and minifiers rename classes but not methods */
function stableFunction(name: string, methodOnly: boolean): string {
  const plain = name
    .replace(/^(?:async )?(?:new )?/, '')
    .replace(/^(?:Object|Module|Function|global|exports|window)\.(?!<)/, '')
    // `lambda$find$0` (JVM), `find$1` (bundlers), `Find.func1.2` (Go)
    .replace(/\$\d+/g, '')
    .replace(/(?:\.func\d+|\.\d+|\.gowrap\d+)+$/, '')
    .replace(/^_(?=[A-Z])/, '');
  return methodOnly ? plain.slice(plain.lastIndexOf('.') + 1) : plain;
}

/** Classes that were made at run time or have no name lose what tells them apart. */
function stableModule(module: string): string {
  return module.replace(/\$\$.*$/, '').replace(/\$\d+/g, '');
}

/** The last folder and the name of a file, without hashes, versions, places of deployment and the ending of JavaScript. */
export function stableFile(file: string): string {
  const path = file.replace(/^[a-z-]+:\/\/[^/]*/i, '').replaceAll('\\', '/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..' && !part.startsWith('('));
  const name = stableName(parts.pop() ?? '');
  const folder = parts
    .filter((part) => !VERSION.test(part) && !HEX.test(part) && !RELEASES.has(part) && !isLongHash(part))
    .at(-1)
    ?.replace(VERSION_BEHIND, '');
  return folder && !PLACES.has(folder.toLowerCase()) && !/^[a-z]:$/i.test(folder) ? `${folder}/${name}` : name;
}

function stableName(name: string): string {
  const stem = name.replace(JAVASCRIPT, '').replace(/\.(?:min|chunk|bundle|prod)(?=\.|$)/g, '');
  // A hash of Vite may hold a dash itself.
  const short = /[.-]([\w-]{8})$/.exec(stem);
  const cut = short && isHash(short[1]!) ? short.index : Math.max(stem.lastIndexOf('.'), stem.lastIndexOf('-'));
  const kept = cut > 0 && isHash(stem.slice(cut + 1)) ? stem.slice(0, cut) : stem;
  return /^\d+$/.test(kept) || HEX.test(kept) || isLongHash(kept) ? '<chunk>' : kept;
}

/** Whether a word behind a dash or dot is what a bundler makes of a file's contents, rather than one with a number or capitals. */
function isHash(word: string): boolean {
  if (HEX.test(word) || isLongHash(word)) return true;
  if (word.length !== 8 || /^[A-Za-z]+\d{1,3}$/.test(word)) return false;
  if (/\d/.test(word)) return /[a-z]/i.test(word);
  return (word.match(/[a-z_-][A-Z]/g)?.length ?? 0) + (word.match(/[A-Z]{2}/g)?.length ?? 0) >= 2;
}

function isLongHash(word: string): boolean {
  return word.length >= 16 && /^\w+$/.test(word) && /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);
}
