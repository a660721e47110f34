/** PostgreSQL cannot be reached, is starting or stopping, or is out of a resource: worth trying again, so HTTP answers 503. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database is not available', { cause });
  }
}

/** Classes of SQLSTATE (PostgreSQL appendix A): connection, resources, operator intervention, system error, read-only. */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58']);
const READ_ONLY = '25006';
const SOCKET_FAULTS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
]);
/** node-postgres gives these faults no code. */
const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|Connection ended|not queryable/i;
/** A statement cancelled on request or by its own timeout is a fault of the statement. */
const QUERY_CANCELED = '57014';

/** Passes a fault of a statement on as it is, and wraps one of the connection in DatabaseUnavailable. */
export function asDatabaseFault(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  const code = (fault as { code?: string }).code ?? '';
  const unavailable =
    SOCKET_FAULTS.has(code) ||
    (code.length === 5 && code !== QUERY_CANCELED && UNAVAILABLE_CLASSES.has(code.slice(0, 2))) ||
    code === READ_ONLY ||
    MESSAGES.test(fault.message);
  return unavailable ? new DatabaseUnavailable(fault) : fault;
}
