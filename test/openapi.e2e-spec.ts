import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startService, type TestService } from './support/service.js';

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
  parameters?: { name: string; description?: string }[];
  responses: Record<string, { description?: string }>;
  requestBody?: { required?: boolean };
  'x-access'?: string;
}

describe('OpenAPI document', () => {
  let service: TestService;
  let operations: [string, Operation][];
  let schemas: Record<string, { properties?: Record<string, unknown> }>;

  beforeAll(async () => {
    service = await startService();
    const { body } = await service.request('GET', '~/docs/openapi.json', { as: null });
    schemas = body.components.schemas;
    operations = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => service?.stop());

  it('is served with a page to try it', async () => {
    const page = await service.request('GET', '~/docs', { as: null });
    expect(page.status).toBe(200);
    expect(page.body).toContain('swagger-ui');
  });

  it('describes every operation: summary, description, tag, access, parameters and what it answers', () => {
    for (const [name, operation] of operations) {
      expect({ name, summary: operation.summary?.length, description: operation.description?.length }).toEqual({
        name,
        summary: expect.any(Number),
        description: expect.any(Number),
      });
      expect({ name, tags: operation.tags?.length }).toEqual({ name, tags: 1 });
      expect({ name, access: operation['x-access'] }).toEqual({
        name,
        access: expect.stringMatching(/^(public|viewer|ingest|viewer or ingest|admin)$/),
      });
      expect({ name, secured: operation.security !== undefined }).toEqual({
        name,
        secured: operation['x-access'] !== 'public',
      });
      expect({ name, success: Object.keys(operation.responses).some((status) => status.startsWith('2')) }).toEqual({
        name,
        success: true,
      });
      for (const parameter of operation.parameters ?? []) {
        expect({
          name,
          parameter: parameter.name,
          described: (parameter.description?.length ?? 0) > 0 || parameter.name.endsWith('_id'),
        }).toMatchObject({
          described: true,
        });
      }
    }
  });

  it('tells of bodies that all of may be left out, by what is in them', () => {
    const bodies = operations.flatMap(([name, { requestBody }]) =>
      requestBody?.required === false ? [name.replace('/api/v1/monitoring', '')] : [],
    );
    expect(bodies.sort()).toEqual([
      'POST /alerts/{alert_id}/acknowledge',
      'POST /alerts/{alert_id}/resolve',
      'POST /alerts/{alert_id}/unacknowledge',
      'POST /channels/{name}/test',
      'POST /cleanup',
      'POST /traces/{trace_id}/finish',
    ]);
  });

  it('is what the pages know of the API', async () => {
    const tool = fileURLToPath(new URL('../tools/api-types.js', import.meta.url));
    await promisify(execFile)(process.execPath, [tool, service.url, '--check']);
  });

  // Two classes of one name in the bundle: one of them gets `$1` put behind it.
  it('gives every schema a name of its own', () => {
    expect(Object.keys(schemas).filter((name) => name.includes('$'))).toEqual([]);
  });

  it('knows the fields of every schema', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      expect({ name, fields: Object.keys(schema.properties ?? {}).length > 0 }).toEqual({ name, fields: true });
    }
  });
});
