import { existsSync } from 'node:fs';
import { Expectation } from './parse.js';
import { type Values, type Variable, variables } from './variables.js';

/** All faults of the configuration at once, one a line, each with its variable, what was given and what is expected. */
export class EnvironmentFault extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n  ${faults.join('\n  ')}`,
    );
  }
}

/** The configuration the process was started with: the only reader of `process.env`. */
export class Environment {
  private constructor(private readonly values: Values) {}

  /**
   * Reads the process's variables, and those of a file `.env` in the working directory that are not set already.
   * @throws EnvironmentFault naming every variable that cannot be used
   */
  static ofProcess(): Environment {
    if (existsSync('.env')) process.loadEnvFile('.env');
    return Environment.read(process.env);
  }

  /** @throws EnvironmentFault naming every variable that cannot be used */
  static read(source: NodeJS.ProcessEnv): Environment {
    const faults: string[] = [];
    const values: Record<string, unknown> = {};
    for (const [name, variable] of Object.entries<Variable<unknown>>(variables)) {
      const given = source[name]?.trim() || variable.fallback;
      if (given === undefined) continue;
      try {
        values[name] = variable.parse(given);
      } catch (fault) {
        if (!(fault instanceof Expectation)) throw fault;
        const shown = variable.hidden ? `a value of ${given.length} characters (not shown)` : JSON.stringify(given);
        faults.push(`${name}: expected ${fault.message}, got ${shown}`);
      }
    }
    faults.push(...contradictions(values as Partial<Values>));
    if (faults.length > 0) throw new EnvironmentFault(faults);
    return new Environment(values as Values);
  }

  /** The parsed value of one variable. */
  get<Name extends keyof Values>(name: Name): Values[Name] {
    return this.values[name];
  }

  /** Where people reach the service: `PUBLIC_URL`, or the address it listens on. */
  publicUrl(port = this.values.PORT): string {
    if (this.values.PUBLIC_URL) return this.values.PUBLIC_URL;
    const { HOST } = this.values;
    const name = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
    return `http://${name}:${port}`;
  }
}

/** Variables that are right by themselves but not together. */
function contradictions(values: Partial<Values>): string[] {
  const faults: string[] = [];
  const { JWT_ALGORITHM: algorithm, JWT_JWKS_URI: jwks, JWT_SECRET: secret } = values;
  if (secret && jwks) faults.push('JWT_SECRET and JWT_JWKS_URI: expected at most one of the two, got both');
  if (algorithm === 'HS256' && jwks)
    faults.push('JWT_ALGORITHM: expected RS256 or ES256 with JWT_JWKS_URI, got "HS256"');
  if (algorithm && algorithm !== 'HS256' && !jwks) {
    faults.push(`JWT_ALGORITHM: expected JWT_JWKS_URI to be set with ${algorithm}, got no JWT_JWKS_URI`);
  }
  if (values.SMTP_SERVER && !values.ALERT_FROM_EMAIL) {
    faults.push('ALERT_FROM_EMAIL: expected an e-mail address when SMTP_SERVER is set, got nothing');
  }
  const { REQUEST_TIMEOUT_SECONDS: whole = 0, REQUEST_HEADERS_TIMEOUT_SECONDS: head = 0 } = values;
  if (head > whole) {
    faults.push(
      `REQUEST_HEADERS_TIMEOUT_SECONDS: expected at most REQUEST_TIMEOUT_SECONDS, which is ${whole}, got "${head}"`,
    );
  }
  faults.push(...elasticsearchContradictions(values));
  faults.push(...openIdConnectContradictions(values));
  const { HEALTH_CHECK_TARGETS: targets = {}, SERVICE_NAME: own = '' } = values;
  if (Object.hasOwn(targets, own)) {
    faults.push(`HEALTH_CHECK_TARGETS: expected names of other services than SERVICE_NAME, got ${JSON.stringify(own)}`);
  }
  return faults;
}

function elasticsearchContradictions(values: Partial<Values>): string[] {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_API_KEY: key } = values;
  const { ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password } = values;
  const faults: string[] = [];
  if (url && new URL(url).username) {
    faults.push(
      'ELASTICSEARCH_URL: expected the account in ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, got one in it',
    );
  }
  if (key && username) faults.push('ELASTICSEARCH_API_KEY: expected no ELASTICSEARCH_USERNAME beside it, got both');
  if (!username !== !password) {
    faults.push('ELASTICSEARCH_USERNAME: expected together with ELASTICSEARCH_PASSWORD, got one of the two');
  }
  return faults;
}

function openIdConnectContradictions(values: Partial<Values>): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client, OIDC_DEFAULT_ROLE: role } = values;
  const alone = (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ADMIN_ROLES', 'OIDC_VIEWER_ROLES'] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (!issuer) return alone.slice(0, 1).map((name) => `${name}: expected OIDC_ISSUER to be set with it, got none`);
  if (!client) return ['OIDC_CLIENT_ID: expected the id of this service at OIDC_ISSUER, got nothing'];
  if (!values.OIDC_ADMIN_ROLES && !values.OIDC_VIEWER_ROLES && role === 'none') {
    return ['OIDC_ADMIN_ROLES: expected roles here or in OIDC_VIEWER_ROLES, or another OIDC_DEFAULT_ROLE, got none'];
  }
  return [];
}
