import { readFileSync } from 'node:fs';
import { Environment, EnvironmentFault } from './environment.js';
import { type Variable, variables } from './variables.js';

describe('Environment', () => {
  it('has a default for everything that is needed', () => {
    const environment = Environment.read({});
    expect(environment.get('PORT')).toBe(3000);
    expect(environment.get('METRIC_RETENTION_DAYS')).toBe(30);
    expect(environment.get('DATABASE_URL')).toBeUndefined();
  });

  it('treats an empty variable as an absent one', () => {
    expect(Environment.read({ PORT: '', JWT_SECRET: ' ' }).get('PORT')).toBe(3000);
  });

  it('reports every fault at once, with the name, what was given and what is expected, and no secret', () => {
    const faults = faultsOf({
      PORT: '99999',
      TRACE_SAMPLE_RATE: '2',
      JWT_SECRET: 'short',
      ALERT_WEBHOOK_HEADERS: '[1]',
      ALERT_GROUPING: '{"group_wait": -1}',
    });
    expect(faults).toHaveLength(5);
    expect(faults).toContain('PORT: expected a whole number from 0 to 65535, got "99999"');
    expect(faults).toContain('TRACE_SAMPLE_RATE: expected a number from 0 to 1, got "2"');
    expect(faults.join()).toContain('JWT_SECRET: expected at least 32 bytes, got a value of 5 characters (not shown)');
    expect(faults.join()).not.toContain('short');
  });

  it.each([
    [{ JWT_SECRET: 'x'.repeat(32), JWT_JWKS_URI: 'https://a.example/jwks' }, 'JWT_SECRET and JWT_JWKS_URI'],
    [{ JWT_ALGORITHM: 'RS256' }, 'JWT_ALGORITHM'],
    [{ JWT_ALGORITHM: 'HS256', JWT_JWKS_URI: 'https://a.example/jwks' }, 'JWT_ALGORITHM'],
    [{ REQUEST_HEADERS_TIMEOUT_SECONDS: '61' }, 'REQUEST_HEADERS_TIMEOUT_SECONDS'],
    [{ SECURITY_TIME_ZONE: 'Africa/Nowhere' }, 'SECURITY_TIME_ZONE'],
    [{ SECURITY_TIME_ZONE: '+02:00' }, 'SECURITY_TIME_ZONE'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS'],
    [{ CORS_ORIGINS: 'https://portal.example.org/' }, 'CORS_ORIGINS'],
    [{ TRUSTED_PROXIES: 'proxy' }, 'TRUSTED_PROXIES'],
    [{ SMTP_SERVER: 'smtp.example.org' }, 'ALERT_FROM_EMAIL'],
    [{ ELASTICSEARCH_URL: 'http://elastic:pw@localhost:9200' }, 'ELASTICSEARCH_URL'],
    [{ ELASTICSEARCH_API_KEY: 'k', ELASTICSEARCH_USERNAME: 'u', ELASTICSEARCH_PASSWORD: 'p' }, 'ELASTICSEARCH_API_KEY'],
    [{ ELASTICSEARCH_USERNAME: 'u' }, 'ELASTICSEARCH_USERNAME'],
    [{ OIDC_CLIENT_ID: 'c' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_VIEWER_ROLES: 'v' }, 'OIDC_VIEWER_ROLES'],
    [{ OIDC_ISSUER: 'https://a.example', OIDC_VIEWER_ROLES: 'v' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_ISSUER: 'https://a.example', OIDC_CLIENT_ID: 'c' }, 'OIDC_ADMIN_ROLES'],
    [{ OIDC_ISSUER: 'http://a.example' }, 'OIDC_ISSUER'],
    [{ OIDC_ISSUER: 'https://a.example?b' }, 'OIDC_ISSUER'],
    [{ OIDC_SCOPES: 'profile email' }, 'OIDC_SCOPES'],
    [{ HEALTH_CHECK_TARGETS: 'monitoring=http://a/health' }, 'HEALTH_CHECK_TARGETS'],
    [{ HEALTH_CHECK_TARGETS: 'a=http://a/health,a=http://b/health' }, 'HEALTH_CHECK_TARGETS'],
    [{ HEALTH_CHECK_TARGETS: 'a=ftp://a/health' }, 'HEALTH_CHECK_TARGETS'],
    [{ HEALTH_CHECK_TARGETS: 'http://a/health' }, 'HEALTH_CHECK_TARGETS'],
  ])('refuses variables that contradict each other or themselves: %j', (source, name) => {
    expect(faultsOf(source)).toEqual([expect.stringMatching(`^${name}: expected`)]);
  });

  it.each<[string, string, unknown]>([
    ['ENABLE_DISTRIBUTED_TRACING', 'False', false],
    ['ALERT_TO_EMAILS', 'a@b.org, c@d.org', ['a@b.org', 'c@d.org']],
    ['ALERT_WEBHOOK_HEADERS', '{"Authorization": "Bearer t"}', { Authorization: 'Bearer t' }],
    [
      'ALERT_GROUPING',
      '{"group_by": ["service"], "group_wait": 5, "repeat_interval": null}',
      { group_by: ['service'], group_wait: 5, group_interval: 300, repeat_interval: null },
    ],
    ['DATABASE_URL', 'postgresql://u@/db?host=/tmp/x', 'postgresql://u@/db?host=/tmp/x'],
    ['HEALTH_CHECK_TARGETS', 'a=http://a/x?y=z, b.c=https://b/', { a: 'http://a/x?y=z', 'b.c': 'https://b/' }],
    ['PUBLIC_URL', 'https://m.example.org/', 'https://m.example.org'],
    ['OIDC_SCOPES', 'openid groups', 'openid groups'],
  ])('reads %s=%s', (name, given, expected) => {
    expect(Environment.read({ [name]: given }).get(name as keyof typeof variables)).toEqual(expected);
  });

  it('is described in .env.example, variable by variable, with the same defaults', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const described = lines.map((line) => /^(# )?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line)).filter((match) => match !== null);
    expect(new Set(described.map((match) => match[2]))).toEqual(new Set(Object.keys(variables)));
    expect(described).toHaveLength(Object.keys(variables).length);
    const given = Object.fromEntries(described.filter((match) => !match[1]).map((match) => [match[2], match[3]]));
    const defaults = Object.entries<Variable<unknown>>(variables).filter(
      ([, variable]) => variable.fallback !== undefined,
    );
    expect(given).toEqual(Object.fromEntries(defaults.map(([name, variable]) => [name, variable.fallback])));
  });
});

function faultsOf(source: NodeJS.ProcessEnv): string[] {
  try {
    Environment.read(source);
  } catch (fault) {
    if (fault instanceof EnvironmentFault) return fault.faults;
    throw fault;
  }
  return [];
}
