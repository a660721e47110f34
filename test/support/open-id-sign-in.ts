import type { OpenIdProvider } from './open-id-provider.js';
import type { Visitor } from './visitor.js';

export const START = '/session/open-id-connect';
export const CALLBACK = '/api/v1/monitoring/session/open-id-connect/callback';

/** Goes to the provider. @returns the path that it sends back to, on this service */
export async function visitProvider(
  provider: OpenIdProvider,
  visitor: Visitor,
  query = '',
  change = (address: URL) => address,
) {
  const begun = await visitor.request('GET', START + query);
  expect(begun.status).toBe(302);
  const back = new URL(await provider.visit(change(new URL(begun.headers.get('location')!)).href));
  return `~${back.pathname}${back.search}`;
}

/** Signs in and comes back. @returns where the service sends then */
export async function signIn(provider: OpenIdProvider, visitor: Visitor, query = '') {
  const back = await visitProvider(provider, visitor, query);
  const answer = await visitor.request('GET', back, undefined, { 'sec-fetch-site': 'cross-site' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return answer.headers.get('location')!;
}
