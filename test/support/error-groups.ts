import type { TestResponse, TestService } from './service.js';

/** Makes errors of kinds, each a group, and looks at what became of them. */
export class ErrorGroupsTester {
  constructor(
    private readonly service: TestService,
    /** The service that the errors happen in. */
    private readonly name: string,
  ) {}

  minutesAgo(minutes: number): string {
    return new Date(Date.now() - minutes * 60_000).toISOString();
  }

  error(kind: string, more: object = {}): object {
    return { error_type: kind, error_message: 'it broke', service: this.name, ...more };
  }

  /** Records one error of a kind. */
  happen(kind: string, more: object = {}): Promise<TestResponse> {
    return this.service.request('POST', '/errors', { as: 'ingest', body: this.error(kind, more) });
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  async list(query = ''): Promise<any[]> {
    const { body } = await this.service.request('GET', `/error-groups?service=${this.name}&${query}`);
    return body.items;
  }

  async idOf(kind: string): Promise<string> {
    return (await this.list(`error_type=${kind}`))[0].group_id;
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  async detail(groupId: string): Promise<any> {
    return (await this.service.request('GET', `/error-groups/${groupId}`)).body;
  }

  async detailOf(kind: string) {
    return this.detail(await this.idOf(kind));
  }

  async change(kind: string, body: object): Promise<TestResponse> {
    return this.service.request('PATCH', `/error-groups/${await this.idOf(kind)}`, { body });
  }
}
