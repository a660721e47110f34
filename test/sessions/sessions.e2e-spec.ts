import jwt from 'jsonwebtoken';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import {
  claimsOf,
  cookieOf,
  HOUR,
  JWT_SECRET,
  nowSeconds,
  SESSION_SECRET,
  tokenOf,
} from '../support/session-tokens.js';
import { TokenIssuer } from '../support/token-issuer.js';
import { Visitor } from '../support/visitor.js';

const TRUST = { TRUSTED_PROXIES: '127.0.0.1' };

describe('a session', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { ...TRUST, JWT_SECRET, SESSION_SECRET, COLLECTOR_INTERVAL_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  it('is not there at first', async () => {
    const answer = await new Visitor(service).request('GET', '/session');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ signed_in: false, open_id_connect: null });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is had for a token, lets in as its role says, and is told again with the same CSRF token', async () => {
    const ada = new Visitor(service);
    const answer = await ada.signIn(tokenOf('viewer', { name: 'Ada Moyo', sub: 'ada' }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      signed_in: true,
      subject: 'ada',
      role: 'viewer',
      name: 'Ada Moyo',
      expires_at: new Date(Number(claimsOf(ada.sessionCookie).exp) * 1000).toISOString(),
      csrf_token: expect.stringMatching(/^[\w-]{43}$/),
      open_id_connect: null,
    });
    expect((await ada.request('GET', '/alerts')).status).toBe(200);
    expect((await ada.request('GET', '/ingest-keys')).status).toBe(403);
    expect((await ada.request('GET', '/session')).body).toEqual(answer.body);
    expect(ada.sessionCookie).not.toContain(answer.body.csrf_token);
  });

  it('is refused to tokens that are not good, and to the role ingest, each recorded', async () => {
    const cases: [string, string, number, RegExp][] = [
      ['203.0.113.1', 'nonsense', 401, /refused/],
      ['203.0.113.2', tokenOf('admin').slice(0, -2), 401, /refused/],
      ['203.0.113.3', tokenOf('admin', { exp: nowSeconds() - 60 }), 401, /expired/],
      ['203.0.113.4', tokenOf('ingest'), 403, /role viewer.*role ingest/],
    ];
    for (const [address, token, status, detail] of cases) {
      const visitor = new Visitor(service, { 'x-forwarded-for': address });
      const answer = await visitor.signIn(token);
      expect({ address, status: answer.status }).toEqual({ address, status });
      expect(answer.body.detail).toMatch(detail);
      expect(visitor.lastSet).toEqual([]);
    }
    expect((await service.request('POST', '/session', { as: null, body: {} })).status).toBe(401);
    await eventually(async () => {
      const rows = await service.query(
        `select event_type, endpoint from security_event_records where host(ip_address) like '203.0.113.%' order by ip_address`,
      );
      const endpoint = 'POST /api/v1/monitoring/session';
      const failure = { event_type: 'authentication_failure', endpoint };
      expect(rows).toEqual([failure, failure, failure, { event_type: 'access_denied', endpoint }]);
    });
  });

  it('goes by the token in the body, whatever stands in the header', async () => {
    const header = { authorization: `Bearer ${tokenOf('admin')}` };
    await service.request('GET', '/alerts', { as: null, headers: header });
    const bad = await service.request('POST', '/session', { as: null, headers: header, body: { token: 'bad' } });
    expect(bad.status).toBe(401);
    const viewer = tokenOf('viewer', { sub: 'vera' });
    const good = await service.request('POST', '/session', { as: null, headers: header, body: { token: viewer } });
    expect(good.body).toMatchObject({ subject: 'vera', role: 'viewer' });
    expect((await service.request('POST', '/session', { as: null, headers: header, body: {} })).status).toBe(422);
  });

  it('lasts an hour, and never longer than the token', async () => {
    const long = new Visitor(service);
    await long.signIn(tokenOf('admin', { exp: nowSeconds() + 24 * HOUR }));
    const { exp, end } = claimsOf(long.sessionCookie) as { exp: number; end: number };
    expect(Math.abs(exp - nowSeconds() - HOUR)).toBeLessThanOrEqual(5);
    expect(Math.abs(end - nowSeconds() - 24 * HOUR)).toBeLessThanOrEqual(5);

    const short = new Visitor(service);
    const expiry = nowSeconds() + 600;
    await short.signIn(tokenOf('admin', { exp: expiry }));
    expect(claimsOf(short.sessionCookie)).toMatchObject({ exp: expiry, end: expiry });
    await short.request('GET', '/session');
    expect(short.lastSet).toEqual([]);

    const over = await new Visitor(service).signIn(tokenOf('admin', { exp: nowSeconds() - 10 }));
    expect(over.status).toBe(401);
  });

  it('is renewed by use once less than half of its life is left, up to its end', async () => {
    const visitor = new Visitor(service);
    await visitor.signIn(tokenOf('admin', { exp: nowSeconds() + 24 * HOUR }));
    await visitor.request('GET', '/session');
    expect(visitor.lastSet).toEqual([]);

    const claims = claimsOf(visitor.sessionCookie);
    visitor.cookies.set('monitoring_session', cookieOf({ ...claims, exp: nowSeconds() + 1700 }));
    const renewed = await visitor.request('GET', '/session');
    const { exp, ...rest } = claimsOf(visitor.sessionCookie);
    expect(Math.abs(Number(exp) - nowSeconds() - HOUR)).toBeLessThanOrEqual(5);
    expect(rest).toMatchObject({ jti: claims.jti, sub: claims.sub, end: claims.end });
    expect(renewed.body.csrf_token).toBe(visitor.csrfToken);
    expect(new Date(renewed.body.expires_at).getTime()).toBe(Number(exp) * 1000);

    visitor.cookies.set(
      'monitoring_session',
      cookieOf({ ...claims, exp: nowSeconds() + 1700, end: nowSeconds() + 2000 }),
    );
    await visitor.request('GET', '/session');
    const last = claimsOf(visitor.sessionCookie);
    expect(last.exp).toBe(last.end);
  });

  it('is none when its cookie has expired, was changed, or is of another kind', async () => {
    const visitor = new Visitor(service);
    await visitor.signIn(tokenOf('admin'));
    const good = visitor.sessionCookie;
    const claims = claimsOf(good);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const asKing = Buffer.from(JSON.stringify({ ...claims, sub: 'king' })).toString('base64url');
    const bad = {
      expired: cookieOf({ ...claims, exp: nowSeconds() - 1 }),
      'with other claims': `${head}.${asKing}.${signature}`,
      'with another signature': `${head}.${body}.${signature.slice(0, -4)}AAAA`,
      'of another type': cookieOf(claims, 'JWT'),
      'of another audience': cookieOf({ ...claims, aud: 'monitoring' }),
      'without a signature': `${Buffer.from('{"alg":"none","typ":"session+jwt"}').toString('base64url')}.${body}.`,
      'a bearer token': tokenOf('admin'),
      'with the key of bearer tokens': jwt.sign(claims, JWT_SECRET, {
        header: { alg: 'HS256', typ: 'session+jwt' },
      }),
      nonsense: 'nonsense',
    };
    for (const [name, value] of Object.entries(bad)) {
      visitor.cookies.set('monitoring_session', value);
      const refused = await visitor.request('GET', '/alerts');
      expect({ name, status: refused.status, detail: refused.body.detail }).toEqual({
        name,
        status: 401,
        detail: 'The session has ended: sign in again.',
      });
      expect((await visitor.request('GET', '/session')).body).toEqual({ signed_in: false, open_id_connect: null });
    }
    visitor.cookies.set('monitoring_session', good);
    expect((await visitor.request('GET', '/alerts')).status).toBe(200);
  });

  it('is no bearer token, nor does it count beside one', async () => {
    const visitor = new Visitor(service);
    await visitor.signIn(tokenOf('admin'));
    const bearer = { authorization: `Bearer ${visitor.sessionCookie}` };
    expect((await new Visitor(service).request('GET', '/alerts', undefined, bearer)).status).toBe(401);
    expect((await new Visitor(service).signIn(visitor.sessionCookie)).status).toBe(401);
    const viewer = { authorization: `Bearer ${tokenOf('viewer')}` };
    expect((await visitor.request('GET', '/ingest-keys', undefined, viewer)).status).toBe(403);
    expect((await visitor.request('GET', '/alerts', undefined, { 'x-api-key': 'unknown' })).status).toBe(401);
  });

  it('once ended is not accepted any more, with none of its cookies and after a restart, and both are on the trail', async () => {
    const visitor = new Visitor(service);
    await visitor.signIn(tokenOf('admin', { exp: nowSeconds() + 24 * HOUR, sub: 'leaver' }));
    expect((await visitor.request('DELETE', '/session')).status).toBe(403);
    expect((await visitor.request('GET', '/alerts')).status).toBe(200);
    const stolen = [visitor.sessionCookie, cookieOf({ ...claimsOf(visitor.sessionCookie), exp: nowSeconds() + 60 })];
    const id = claimsOf(visitor.sessionCookie).jti;

    expect((await visitor.change('DELETE', '/session')).status).toBe(204);
    expect(visitor.cookies.size).toBe(0);
    const expectRefused = async () => {
      for (const cookie of stolen) {
        const thief = new Visitor(service);
        thief.cookies.set('monitoring_session', cookie);
        expect((await thief.request('GET', '/alerts')).status).toBe(401);
        expect((await thief.request('GET', '/session')).body.signed_in).toBe(false);
        expect(thief.lastSet).toEqual([]);
      }
    };
    await expectRefused();
    await service.restart();
    await expectRefused();

    const { items } = (
      await new Visitor(service).request('GET', '/audit?actor=leaver', undefined, {
        authorization: `Bearer ${tokenOf('admin')}`,
      })
    ).body;
    expect(items).toEqual([
      expect.objectContaining({ action: 'session.ended', target_id: id }),
      expect.objectContaining({
        action: 'session.started',
        target_id: id,
        details: { role: 'admin', method: 'token' },
      }),
    ]);
    await service.query(`update ended_sessions set ends_at = now() - interval '1 second'`);
    const next = new Visitor(service);
    await next.signIn(tokenOf('admin'));
    await next.change('DELETE', '/session');
    expect(await service.query('select session_id from ended_sessions')).toHaveLength(1);
  });

  it('is not there unless it is on record', async () => {
    await service.query('alter table audit_head rename to audit_head_elsewhere');
    try {
      const visitor = new Visitor(service);
      expect((await visitor.signIn(tokenOf('admin'))).status).toBe(500);
      expect(visitor.lastSet).toEqual([]);
    } finally {
      await service.query('alter table audit_head_elsewhere rename to audit_head');
    }
  });

  it('is needed to end one', async () => {
    const bearer = { authorization: `Bearer ${tokenOf('admin')}` };
    expect((await new Visitor(service).request('DELETE', '/session', undefined, bearer)).status).toBe(409);
    expect((await new Visitor(service).request('DELETE', '/session')).status).toBe(401);
  });
});

describe('a session where tokens are of an issuer', () => {
  it('is good on every replica with the same secret, and ended on one is ended on the other', async () => {
    const issuer = await TokenIssuer.start();
    const env = { JWT_SECRET: '', JWT_JWKS_URI: issuer.jwksUri, SESSION_SECRET };
    const one = await startService({ env });
    const other = await startService({ env: { ...env, DATABASE_URL: one.databaseUrl } });
    try {
      const token = await issuer.sign({ sub: 'ada', roles: ['viewer'], exp: nowSeconds() + 600 });
      const here = new Visitor(one);
      expect((await here.signIn(token)).status).toBe(201);
      const there = new Visitor(other);
      there.cookies.set('monitoring_session', here.sessionCookie);
      expect((await there.request('GET', '/session')).body).toMatchObject({
        subject: 'ada',
        csrf_token: here.csrfToken,
      });
      expect((await there.request('GET', '/alerts')).status).toBe(200);
      expect((await here.change('DELETE', '/session')).status).toBe(204);
      await eventually(async () => expect((await there.request('GET', '/alerts')).status).toBe(401));
    } finally {
      await other.stop();
      await one.stop();
      await issuer.stop();
    }
  });
});

describe('people who guess', () => {
  it('are not looked at after a while, while those who are signed in go on', async () => {
    const service = await startService({ env: { RATE_LIMIT_REFUSED: '5', JWT_SECRET, SESSION_SECRET } });
    try {
      const visitor = new Visitor(service);
      await visitor.signIn(tokenOf('admin'));
      expect((await visitor.request('GET', '/alerts')).status).toBe(200);
      const statuses: number[] = [];
      for (let i = 0; i < 7; i++) statuses.push((await new Visitor(service).signIn(`guess-${i}`)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
      await new Promise((done) => setTimeout(done, 1100));
      expect((await visitor.request('GET', '/alerts')).status).toBe(200);
    } finally {
      await service.stop();
    }
  });
});
