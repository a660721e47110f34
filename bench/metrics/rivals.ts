import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithThisProcess } from '../process.js';

/** Another engine, started to be compared with. */
export interface Rival {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/**
 * Prometheus with its remote-write receiver; undefined where its binary is not found.
 * @param rules a file of rules to evaluate
 */
export function startPrometheus(directory: string, rules?: string): Promise<Rival | undefined> {
  const dataDirectory = join(directory, 'prometheus');
  mkdirSync(dataDirectory, { recursive: true });
  const config = join(directory, 'prometheus.yml');
  const ruleFile = join(directory, 'rules.yml');
  if (rules) writeFileSync(ruleFile, rules);
  writeFileSync(config, `global: {}\n${rules ? `rule_files: [${ruleFile}]\n` : ''}`);
  return start('prometheus', dataDirectory, '/-/ready', (port) => [
    `--config.file=${config}`,
    `--storage.tsdb.path=${dataDirectory}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-remote-write-receiver',
    '--web.enable-admin-api',
    '--log.level=warn',
  ]);
}

/** VictoriaMetrics, single node; undefined where its binary is not found. */
export function startVictoriaMetrics(directory: string): Promise<Rival | undefined> {
  const dataDirectory = join(directory, 'victoria-metrics');
  return start('victoria-metrics', dataDirectory, '/health', (port) => [
    `-storageDataPath=${dataDirectory}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-retentionPeriod=1y',
    '-loggerLevel=WARN',
  ]);
}

async function start(
  name: string,
  dataDirectory: string,
  readyPath: string,
  flags: (port: number) => string[],
): Promise<Rival | undefined> {
  if (spawnSync('which', [name]).status !== 0) {
    console.log(`${name}: not compared, its binary is not found (Debian package ${name})`);
    return undefined;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(name, flags(port), { stdio: ['ignore', 'ignore', 'inherit'] });
  endWithThisProcess(child);
  for (let attempt = 0; ; attempt++) {
    const ready = await fetch(`${url}${readyPath}`)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (ready) break;
    if (attempt === 300 || child.exitCode !== null) throw new Error(`${name} did not start`);
    await sleep(100);
  }
  return {
    name,
    child,
    url,
    dataDirectory,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
