const START = '/';
const MAX_LENGTH = 1024;
/** What addresses are resolved against to see whether they stay. */
const HERE = 'http://here.invalid';

/**
 * Where somebody is sent once he is signed in: a path of this service, as he asked for it; the start page for everything else, so that nobody
 * is led away by a link to this service.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || !/^\/[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return START;
  if (!URL.canParse(asked, HERE)) return START;
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  const path = pathname + search + hash;
  // "/.//host" has become "//host".
  return origin === HERE && !pathname.startsWith('//') && path.length <= MAX_LENGTH ? path : START;
}
