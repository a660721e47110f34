import type { TestResponse, TestService } from './service.js';

/** How a cookie was set. */
export interface SetCookie {
  name: string;
  value: string;
  /** Its attributes, in lower case, each as it was written. */
  attributes: string[];
}

/** Somebody with a browser: keeps cookies as the service sets them, and sends them with each request to it. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** Those of the last answer. */
  lastSet: SetCookie[] = [];
  csrfToken: string | undefined;

  constructor(
    private readonly service: TestService,
    /** Sent with every request, such as what a proxy adds. */
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The value of the one cookie that a session is in. */
  get sessionCookie(): string {
    return this.cookies.get('monitoring_session') ?? this.cookies.get('__Host-monitoring_session') ?? '';
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async signIn(token: string): Promise<TestResponse> {
    const answer = await this.request('POST', '/session', { token });
    this.csrfToken = answer.body.csrf_token;
    return answer;
  }

  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.service.request(method, path, {
      as: null,
      body,
      redirect: 'manual',
      headers: { ...this.headers, ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}), ...headers },
    });
    this.keep(answer.headers);
    return answer;
  }

  /** As the service's own page does it. */
  change(method: string, path: string, body?: unknown): Promise<TestResponse> {
    return this.request(method, path, body, { 'x-csrf-token': this.csrfToken!, 'sec-fetch-site': 'same-origin' });
  }

  keep(headers: Headers): void {
    this.lastSet = headers.getSetCookie().map((line) => {
      const [pair, ...attributes] = line.split('; ') as [string, ...string[]];
      const [, name, value] = /^([^=]+)=(.*)$/.exec(pair)!;
      return { name: name!, value: value!, attributes: attributes.map((attribute) => attribute.toLowerCase()) };
    });
    for (const { name, value, attributes } of this.lastSet) {
      if (attributes.includes('max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
