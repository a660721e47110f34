import { isIP } from 'node:net';

/**
 * The address that a request comes from, without the zone of an IPv6 one. A proxy may have told anything: what is no address is none. A caller who
 * has gone has none either, whatever Fastify's types say.
 */
export function callerAddress({ ip }: { readonly ip: string | undefined }): string | undefined {
  const address = ip?.replace(/%.*$/, '') ?? '';
  return isIP(address) === 0 ? undefined : address;
}
