import { ErrorGroupsTester } from './support/error-groups.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const RULE = {
  name: 'Timeouts',
  matchers: [{ field: 'message', pattern: '*timed out*' }],
  fingerprint: ['timeout', '{{ tags.host }}'],
};

describe('fingerprint rules', () => {
  let service: TestService;
  let groups: ErrorGroupsTester;

  beforeAll(async () => {
    service = await startService();
    groups = new ErrorGroupsTester(service, 'rules');
  });
  afterAll(() => service?.stop());

  const path = '/error-fingerprint-rules';
  const create = (rule: object) => service.request('POST', path, { body: rule });
  const idOf = async (name: string): Promise<string> => {
    const { body } = await service.request('GET', path, { as: 'viewer' });
    return body.items.find((rule: { name: string }) => rule.name === name).rule_id;
  };

  it('group errors from then on, the first that is met', async () => {
    expect(await create(RULE)).toMatchObject({ status: 201, body: { ...RULE, position: 0, enabled: true } });
    await groups.happen('DbError', { error_message: 'query timed out', tags: { host: 'a' } });
    await groups.happen('HttpError', { error_message: 'request Timed Out', tags: { host: 'a' } });
    await groups.happen('HttpError', { error_message: 'request timed out', tags: { host: 'b' } });
    const listed = await groups.list('sort=events');
    expect(listed.map(({ event_count, fingerprint }) => [event_count, fingerprint])).toEqual([
      [2, ['timeout', 'a']],
      [1, ['timeout', 'b']],
    ]);
    expect(listed[0].grouped_by).toBe('The fingerprint rule "Timeouts".');

    const narrower = { ...RULE, name: 'Type', matchers: [{ field: 'type', pattern: 'HttpError' }] };
    await create({ ...narrower, fingerprint: ['{{ error.type }} {{ endpoint }}', '{{ default }}'] });
    await groups.happen('HttpError', { error_message: 'no route', endpoint: '/x' });
    expect(await groups.detailOf('HttpError')).toMatchObject({
      fingerprint: ['HttpError /x', 'HttpError', 'no route'],
      grouped_by: 'The fingerprint rule "Type".',
    });
    await groups.happen('HttpError', { error_message: 'timed out', tags: { host: 'c' } });
    expect((await groups.detailOf('HttpError')).fingerprint).toEqual(['timeout', 'c']);
    const patch = await service.request('PATCH', `${path}/${await idOf('Timeouts')}`, { body: { position: 5 } });
    expect(patch).toMatchObject({ status: 200, body: { ...RULE, position: 5 } });
    await groups.happen('HttpError', { error_message: 'timed out', endpoint: '/y' });
    expect((await groups.detailOf('HttpError')).fingerprint).toEqual(['HttpError /y', 'HttpError', 'timed out']);
  });

  it('end when they are switched off or deleted', async () => {
    await create({ ...RULE, name: 'Off', matchers: [{ field: 'type', pattern: 'Plain*' }], position: 0 });
    await groups.happen('PlainError');
    expect((await groups.detailOf('PlainError')).grouped_by).toContain('Off');
    const rule = `${path}/${await idOf('Off')}`;
    await service.request('PATCH', rule, { body: { enabled: false } });
    await groups.happen('PlainError');
    expect((await groups.detailOf('PlainError')).grouped_by).not.toContain('Off');
    expect((await service.request('DELETE', rule)).status).toBe(204);
    expect((await service.request('GET', rule)).status).toBe(404);
    const audit = await service.query<{ action: string }>(
      `select action from audit_entries where target_id = '${rule.split('/').at(-1)}' order by recorded_at`,
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'fingerprint_rule.created',
      'fingerprint_rule.changed',
      'fingerprint_rule.deleted',
    ]);
  });

  it('are followed by other replicas within seconds', async () => {
    await service.query(
      `insert into error_fingerprint_rules values ('5d6a1c4e-9c3f-4b1d-a2f0-7b9e6c1d2a3f', 'Elsewhere', 0,
         '[{"field":"type","pattern":"Elsewhere"}]', '{one}', true, now(), now())`,
    );
    await eventually(async () => {
      await groups.happen('Elsewhere');
      expect((await groups.detailOf('Elsewhere')).fingerprint).toEqual(['one']);
    });
  });

  it.each<[string, object, number, string]>([
    ['a name that is taken', RULE, 409, 'name'],
    ['no matchers', { ...RULE, name: 'N', matchers: [] }, 422, 'matchers'],
    ['an unknown field', { ...RULE, name: 'N', matchers: [{ field: 'x', pattern: 'y' }] }, 422, 'matchers[0].field'],
    ['an unknown variable', { ...RULE, name: 'N', fingerprint: ['a', '{{ stack }}'] }, 422, 'fingerprint[1]'],
    ['no fingerprint', { ...RULE, name: 'N', fingerprint: [] }, 422, 'fingerprint'],
    ['a position that is none', { ...RULE, name: 'N', position: null }, 422, 'position'],
  ])('refuse %s', async (_, rule, status, at) => {
    expect(await create(rule)).toMatchObject({ status, body: { errors: [{ path: at }] } });
  });

  it('take half characters for what they are, and are for administrators to change', async () => {
    const rule = { ...RULE, name: 'Half', matchers: [{ field: 'type', pattern: 'half \ud83d\0*' }] };
    expect((await create(rule)).body.matchers[0].pattern).toBe('half \ufffd\ufffd*');
    expect((await service.request('POST', path, { as: 'viewer', body: rule })).status).toBe(403);
    const nobody = `${path}/00000000-0000-4000-8000-000000000000`;
    expect((await service.request('PATCH', nobody, { body: { name: 'x' } })).status).toBe(404);
    expect((await service.request('DELETE', nobody)).status).toBe(404);
  });
});
