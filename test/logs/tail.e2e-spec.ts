import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { ServiceProcess } from '../support/service-process.js';

/** A client of a tail that reads only when told to. */
class TailClient {
  events: { type: string; data: { message: string; count: number } }[] = [];
  ended = false;
  private text = '';

  private constructor(
    readonly response: Response,
    private readonly hangUp: AbortController,
  ) {}

  static async open(url: string, token: string, query = ''): Promise<TailClient> {
    const hangUp = new AbortController();
    const response = await fetch(`${url}/api/v1/monitoring/logs/tail?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: hangUp.signal,
    });
    return new TailClient(response, hangUp);
  }

  read(): this {
    void this.pump().catch(() => undefined);
    return this;
  }

  get messages(): string[] {
    return this.events.filter(({ type }) => type === 'log').map(({ data }) => data.message);
  }

  get leftOut(): number {
    return this.events.reduce((sum, { type, data }) => sum + (type === 'left_out' ? data.count : 0), 0);
  }

  close(): void {
    this.hangUp.abort();
  }

  private async pump(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body!) {
      this.text += decoder.decode(chunk, { stream: true });
      const parts = this.text.split('\n\n');
      this.text = parts.pop()!;
      for (const part of parts) {
        const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
        if (type) this.events.push({ type, data: JSON.parse(data!) });
      }
    }
    this.ended = true;
  }
}

describe('GET /logs/tail', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = async (body: object) => {
    expect((await service.request('POST', '/logs', { as: 'ingest', body })).status).toBe(201);
  };
  const follow = (query = '', url = service.url) => TailClient.open(url, service.token('viewer'), query);

  it('gives what fits as it comes in, once', async () => {
    await post({ service: 'shop', message: 'before' });
    const client = (await follow('service=shop&level=warn&attribute=n:1&search=slow')).read();
    expect(client.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const fits = { service: 'shop', level: 'error', message: 'slow payment', attributes: { n: 1 } };
    await post([fits, { ...fits, level: 'info' }, { ...fits, service: 'x' }, { ...fits, attributes: {} }]);
    await eventually(() => expect(client.messages).toHaveLength(1));
    await post([
      { ...fits, message: 'slow again' },
      { ...fits, message: 'slow then', timestamp: Date.now() - 5_000 },
    ]);
    await eventually(() => expect(client.messages).toHaveLength(3));
    await new Promise((done) => setTimeout(done, 2500));
    expect(client.messages).toEqual(['slow payment', 'slow then', 'slow again']);
    client.close();
  });

  it('gives what another replica took in', async () => {
    const other = ServiceProcess.spawn({
      DATABASE_URL: service.databaseUrl,
      DATA_DIR: service.dataDir,
      JWT_SECRET: 'a-secret-for-tests-only-of-more-than-32-bytes',
      PORT: '0',
    });
    try {
      const client = (await follow('service=replicas', await other.listening())).read();
      await post({ service: 'replicas', message: 'hello' });
      await eventually(() => expect(client.messages).toEqual(['hello']));
      client.close();
    } finally {
      await other.end('SIGTERM');
    }
  });

  it('tells a slow client how many lines were left out, and the newest', async () => {
    const client = await follow('service=flood');
    const size = 15_000;
    for (let batch = 0; batch < 6; batch++) {
      await post(
        Array.from({ length: 400 }, (_, i) => ({
          service: 'flood',
          message: `${batch * 400 + i} ${'x'.repeat(size)}`,
        })),
      );
      await new Promise((done) => setTimeout(done, 1100));
    }
    client.read();
    await eventually(() => expect(client.messages.length + client.leftOut).toBe(2400));
    expect(client.leftOut).toBeGreaterThan(0);
    expect(new Set(client.messages).size).toBe(client.messages.length);
    client.close();
  });

  it('takes so many clients and no more, until one goes', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => follow()));
    const refused = await follow();
    expect(refused.response.status).toBe(429);
    clients[0]!.close();
    await eventually(async () => {
      const client = await follow();
      clients.push(client);
      expect(client.response.status).toBe(200);
    });
    for (const client of clients) client.close();
  });

  it('is for viewers', async () => {
    const refused = await TailClient.open(service.url, service.token('ingest'));
    expect(refused.response.status).toBe(403);
  });

  it('ends when the service stops', async () => {
    const stopping = await startService();
    const client = (await follow('', stopping.url)).read();
    const askedAt = performance.now();
    await stopping.stop();
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(stopping.process.child.exitCode).toBe(0);
    await eventually(() => expect(client.ended).toBe(true));
  });
});
