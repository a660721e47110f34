const LONGEST = 300;
const MOST_FAULTS = 3;

/** What an answer that is no success says: of problem details (RFC 9457) what went wrong and where, else the beginning of the text. */
export function problemText(body: string): string {
  const { detail, errors } = parse(body);
  if (typeof detail !== 'string') return oneLine(body);
  const faults = Array.isArray(errors) ? errors.filter(isFault) : [];
  const untold = faults.filter(({ message }) => !detail.includes(message)).slice(0, MOST_FAULTS);
  return oneLine([detail, ...untold.map(({ path, message }) => `${path} ${message}.`)].join(' '));
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

interface Problem {
  readonly detail?: unknown;
  readonly errors?: unknown;
}

function parse(body: string): Problem {
  try {
    return (JSON.parse(body) as Problem | null) ?? {};
  } catch {
    // A proxy answered.
    return {};
  }
}

function isFault(value: unknown): value is Fault {
  const { path, message } = (value ?? {}) as Partial<Fault>;
  return typeof path === 'string' && typeof message === 'string';
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}
