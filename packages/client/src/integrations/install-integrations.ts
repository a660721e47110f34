import { observeBullmq } from './bullmq.js';
import type { Integration } from './integration-names.js';
import { observeIoredis } from './ioredis.js';
import { observeGraphql, observeRpc, observeWebsockets } from './nest-contexts.js';
import { observePg } from './pg.js';
import { followRpc } from './rpc-traces.js';
import { observeSchedule } from './schedule.js';
import { observeTypeorm } from './typeorm.js';

const INTEGRATIONS: Readonly<Record<Integration, () => Promise<void>>> = {
  microservices: async () => {
    await Promise.all([observeRpc(), followRpc()]);
  },
  websockets: observeWebsockets,
  graphql: observeGraphql,
  schedule: observeSchedule,
  bullmq: observeBullmq,
  pg: observePg,
  typeorm: observeTypeorm,
  ioredis: observeIoredis,
  // Caches are found in Nest's container: see `observeCaches`.
  'cache-manager': async () => undefined,
};

/**
 * Hooks into those packages that the application has, once for the process; what they tell goes to the application that is active then.
 *
 * @param tell is told what could not be observed, and why
 */
export async function installIntegrations(names: readonly Integration[], tell: (fault: string) => void): Promise<void> {
  await Promise.all(
    names.map((name) =>
      INTEGRATIONS[name]().catch((fault: Error) => tell(`${name} is not observed: ${fault.message}`)),
    ),
  );
}
