/**
 * Data like the cpu-only case of TSBS, the time series benchmark suite (github.com/timescale/tsbs): hosts with ten tags and ten
 * metrics each, every ten seconds, values a random walk from 0 to 100 with two decimals. The same for everybody who asks.
 */

const METRICS = ['user', 'system', 'idle', 'nice', 'iowait', 'irq', 'softirq', 'steal', 'guest', 'guest_nice'];
export const STEP_MS = 10_000;

/** One series: its metric and its host's tags. */
export interface TsbsSeries {
  readonly metric: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The series of the hosts from `firstHost` on: so many a host, ten at most. */
export function* tsbsSeries(firstHost: number, hosts: number, metrics = METRICS.length): Generator<TsbsSeries> {
  const random = randomFrom(firstHost + 1);
  const pick = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)]!;
  for (let host = firstHost; host < firstHost + hosts; host++) {
    const region = pick(['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-2', 'sa-east-1']);
    const tags = {
      arch: pick(['x64', 'x86']),
      datacenter: `${region}${pick(['a', 'b', 'c'])}`,
      hostname: `host_${host}`,
      os: pick(['Ubuntu16.10', 'Ubuntu16.04LTS', 'Ubuntu15.10']),
      rack: String(Math.floor(random() * 100)),
      region,
      service: String(Math.floor(random() * 20)),
      service_environment: pick(['production', 'staging', 'test']),
      service_version: pick(['0', '1']),
      team: pick(['SF', 'NYC', 'LON', 'CHI']),
    };
    for (const metric of METRICS.slice(0, metrics)) yield { metric: `cpu_usage_${metric}`, tags };
  }
}

/** Values of so many series that walk on with each `step()`. */
export class RandomWalk {
  readonly values: Float64Array;
  private readonly random: () => number;

  constructor(series: number, seed: number) {
    this.random = randomFrom(seed);
    this.values = Float64Array.from({ length: series }, () => round(this.random() * 100));
  }

  step(): void {
    for (let i = 0; i < this.values.length; i++) {
      // The sum of twelve even numbers is all but normally distributed; three are enough here.
      const step = (this.random() + this.random() + this.random() - 1.5) * 2;
      this.values[i] = round(Math.min(100, Math.max(0, this.values[i]! + step)));
    }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Marsaglia's xorshift: the same numbers from the same seed. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
