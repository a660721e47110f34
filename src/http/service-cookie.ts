import { fastifyCookie as cookies } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../config/environment.js';

/**
 * Makes what reads and writes cookies ready. In a scope without routes, so that no request passes the package's hooks: few have a cookie, and
 * those that do are read by {@link ServiceCookie}.
 */
export function prepareCookies(fastify: FastifyInstance): void {
  void fastify.register(async (scope) => {
    await scope.register(cookies, { hook: false });
  });
}

/** What tells how people reach the service: its settings and the request. */
type Reached = Pick<FastifyRequest, 'protocol'>;

/** Whether cookies may be kept to TLS: the request came by it, as far as a trusted proxy says, or people are told to. */
export function isByTls({ protocol }: Reached, environment: Environment): boolean {
  return protocol === 'https' || (environment.get('PUBLIC_URL')?.startsWith('https:') ?? false);
}

/** One cookie of the service. By TLS its name is one that neither plain HTTP nor a neighbouring host can set (`__Host-`, RFC 6265bis 4.1.3.2). */
export class ServiceCookie {
  constructor(
    private readonly name: string,
    private readonly sameSite: 'strict' | 'lax',
    private readonly environment: Environment,
  ) {}

  /** Its value; undefined when the request has none. Nothing is read where no cookies are. */
  read(request: FastifyRequest): string | undefined {
    const header = request.headers.cookie;
    return header === undefined ? undefined : cookies.parse(header)[this.nameBy(isByTls(request, this.environment))];
  }

  /** @param seconds how long the browser keeps it */
  set(request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void {
    const secure = isByTls(request, this.environment);
    const options = { httpOnly: true, sameSite: this.sameSite, path: '/', secure, maxAge: seconds };
    void reply.header('set-cookie', cookies.serialize(this.nameBy(secure), value, options));
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    this.set(request, reply, '', 0);
  }

  private nameBy(tls: boolean): string {
    return tls ? `__Host-${this.name}` : this.name;
  }
}
