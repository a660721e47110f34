import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

const KNOWN_PLACES = ['/usr/bin/prometheus', '/usr/local/bin/prometheus'];
const KNOWN_TOOL_PLACES = ['/usr/bin/promtool', '/usr/local/bin/promtool'];

/** A series and its samples, as Prometheus' HTTP API tells them; times are epoch ms. */
export interface ScrapedSeries {
  labels: Record<string, string>;
  samples: [at: number, value: number][];
}

/** Where Prometheus is: `PROMETHEUS_PATH`, or one of the usual places; undefined when there is none. */
export function findPrometheus(): string | undefined {
  return findAt(process.env.PROMETHEUS_PATH, KNOWN_PLACES);
}

/** Where promtool, which comes with Prometheus, is: `PROMTOOL_PATH`, or one of the usual places. */
export function findPromtool(): string | undefined {
  return findAt(process.env.PROMTOOL_PATH, KNOWN_TOOL_PLACES);
}

function findAt(given: string | undefined, places: readonly string[]): string | undefined {
  return [...(given ? [given] : []), ...places].find((path) => existsSync(path));
}

/** A real Prometheus server with a data directory of its own. */
export class PrometheusServer {
  output = '';

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly directory: string,
  ) {
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      this.output += chunk;
    });
  }

  /** @param config its configuration file; JSON is YAML too. It is given the address at which the server will listen */
  static async start(config: (address: string) => object): Promise<PrometheusServer> {
    const directory = mkdtempSync(join(tmpdir(), 'monitoring-prometheus-'));
    const address = `127.0.0.1:${await freePort()}`;
    const file = join(directory, 'prometheus.yml');
    writeFileSync(file, JSON.stringify(config(address)));
    const flags = [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=${address}`,
    ];
    const child = spawn(findPrometheus()!, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    const server = new PrometheusServer(`http://${address}`, child, directory);
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`Prometheus did not start:\n${server.output}`);
      if (!(await fetch(`${server.url}/-/ready`)).ok) throw new Error('Prometheus is not ready');
    });
    return server;
  }

  /** What the last minutes of the series that a selector chooses hold. */
  async samples(selector: string): Promise<ScrapedSeries[]> {
    const result = await this.query<{ values: [number, string][] }>(`${selector}[5m]`);
    return result.map(({ metric, values }) => ({
      labels: metric,
      samples: values.map(([seconds, value]) => [Math.round(seconds * 1000), Number(value)]),
    }));
  }

  /** What an expression comes to now, for each of its series. */
  async values(expression: string): Promise<{ labels: Record<string, string>; value: number }[]> {
    const result = await this.query<{ value: [number, string] }>(expression);
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  private async query<T>(expression: string): Promise<(T & { metric: Record<string, string> })[]> {
    const response = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const { data } = (await response.json()) as { data: { result: (T & { metric: Record<string, string> })[] } };
    return data.result;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
    rmSync(this.directory, { recursive: true, force: true });
  }
}
