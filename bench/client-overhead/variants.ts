import { installRivals, rivalModule } from './rivals.js';

/** Paths of the measured routes. */
export const ROUTES = { hello: '/hello', ordinary: '/classes/7/students?limit=20' };
export type Route = keyof typeof ROUTES;

const RIVALS = ['observe', 'sentry', 'opentelemetry'];
const AGENTS = ['client', ...RIVALS];

/** What is asked of an agent: the least share of the bare throughput, and the most CPU in µs a request. */
export interface Asked {
  readonly share: Record<Route, number>;
  readonly cpu: number;
}

/** The service without an agent, or with one at a sample rate. */
export interface Variant {
  readonly name: string;
  readonly agent?: string;
  readonly sampleRate: number;
  readonly env: NodeJS.ProcessEnv;
  readonly asked?: Asked | undefined;
}

const BARE: Variant = { name: 'bare', sampleRate: 0, env: {} };

/** Of the client, by its sample rate. */
const ASKED: ReadonlyMap<number, Asked> = new Map([
  [0.1, { share: { hello: 0.8, ordinary: 0.93 }, cpu: 8 }],
  [1, { share: { hello: 0.6, ordinary: 0.85 }, cpu: 20 }],
]);

/** The bare service first, then each agent at each sample rate. Rivals among them are installed. @param names comma-separated, or `all` */
export function variantsOf(names: string): readonly Variant[] {
  const agents = names === 'all' ? AGENTS : names.split(',');
  const unknown = agents.find((agent) => !AGENTS.includes(agent));
  if (unknown !== undefined) throw new Error(`BENCH_AGENTS: ${unknown} is none of ${AGENTS.join(', ')}`);
  if (agents.some((agent) => RIVALS.includes(agent))) installRivals();
  return [BARE, ...agents.flatMap((agent) => [...ASKED.keys()].map((sampleRate) => withAgent(agent, sampleRate)))];
}

export function withAgent(agent: string, sampleRate: number): Variant {
  const isClient = agent === 'client';
  return {
    name: `${agent} at ${sampleRate}`,
    agent,
    sampleRate,
    env: { AGENT: isClient ? './client-agent.js' : rivalModule(agent), SAMPLE_RATE: String(sampleRate) },
    asked: isClient ? ASKED.get(sampleRate) : undefined,
  };
}
