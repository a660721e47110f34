import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { usageOf } from '../metrics/targets.js';
import { type Measured, startProgram } from '../process.js';
import type { Memory } from './application.js';
import type { Arrivals } from './arrivals.js';
import { ROUTES, type Route, type Variant } from './variants.js';

const WARM_UP_SECONDS = 2;
/** Rivals get so long to send the rest of a load: some send nothing more when the service stops. */
const REST_SECONDS = 7;
const LISTENING = /listening on (\S+)/;
const MEGABYTE = 1024 * 1024;

/** What one run of a service found. */
export interface Figures {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
  /** A request. */
  readonly cpuMicros: number;
  /** After the load and a garbage collection. */
  readonly residentMb: number;
  readonly heapMb: number;
  /** Share of the traces that should have arrived; 0 without an agent. */
  readonly arrived: number;
  readonly spansPerTrace: number;
}

/** A sink, and a service whose agent sends to it. */
export async function startBoth(variant: Variant, databaseUrl: string): Promise<{ sink: Measured; service: Measured }> {
  const sink = await startProgram('bench/client-overhead/sink.js', LISTENING);
  const env = { ...variant.env, DATABASE_URL: databaseUrl, SINK: sink.url };
  return { sink, service: await startProgram('bench/client-overhead/service.js', LISTENING, env) };
}

/** Each run has processes of its own, so that none has an advantage by what was compiled before. */
export async function run(
  variant: Variant,
  route: Route,
  load: { seconds: number; connections: number; databaseUrl: string },
): Promise<Figures> {
  const { connections } = load;
  const { sink, service } = await startBoth(variant, load.databaseUrl);
  try {
    const url = service.url + ROUTES[route];
    const warm = await autocannon({ url, connections, duration: WARM_UP_SECONDS });
    const before = usageOf(service.child.pid!).ownCpuSeconds;
    const { requests, latency, non2xx, errors } = await autocannon({ url, connections, duration: load.seconds });
    const cpuSeconds = usageOf(service.child.pid!).ownCpuSeconds - before;
    if (non2xx + errors > 0) throw new Error(`${variant.name}: ${non2xx + errors} requests failed`);
    const memory = await memoryOf(service);
    if (variant.agent && variant.agent !== 'client') await sleep(REST_SECONDS * 1000);
    await service.stop();
    const arrivals = await arrivalsAt(sink);
    const answered = warm.requests.total + requests.total;
    if (variant.agent === 'client') checkArrivals(arrivals, variant.sampleRate, answered, 2 * connections);
    return {
      rate: requests.average,
      p99: latency.p99,
      cpuMicros: (cpuSeconds / requests.total) * 1e6,
      residentMb: memory.resident,
      heapMb: memory.heap,
      arrived: variant.agent ? arrivals.traces / (answered * variant.sampleRate) : 0,
      spansPerTrace: arrivals.spans / Math.max(arrivals.traces, 1),
    };
  } finally {
    await sink.stop();
  }
}

/** In MB. It is one more request that is recorded. */
export async function memoryOf(service: Measured): Promise<Memory> {
  const { resident, heap } = (await (await fetch(`${service.url}/memory`)).json()) as Memory;
  return { resident: resident / MEGABYTE, heap: heap / MEGABYTE };
}

export async function arrivalsAt(sink: Measured): Promise<Arrivals> {
  return (await (await fetch(`${sink.url}/arrivals`)).json()) as Arrivals;
}

/** The client loses nothing. @param cutOff requests that may have been recorded besides, cut off at the end of a load */
function checkArrivals(
  { requests, traces, lost, repeated }: Arrivals,
  sampleRate: number,
  answered: number,
  cutOff: number,
): void {
  const counted = Object.values(requests).reduce((sum, some) => sum + some, -1);
  const isWhole = counted >= answered && counted <= answered + cutOff && lost + repeated === 0;
  if (isWhole && Math.abs(traces - counted * sampleRate) <= spreadOf(counted, sampleRate)) return;
  throw new Error(
    `${answered} requests were answered; ${counted} requests and ${traces} traces have arrived, ${lost} were lost, ${repeated} repeated`,
  );
}

/** Four standard deviations of the number of traces that chance takes; one more for the question about memory. */
export function spreadOf(requests: number, sampleRate: number): number {
  return 1 + 4 * Math.sqrt(requests * sampleRate * (1 - sampleRate));
}
