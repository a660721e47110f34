/**
 * Builds what has changed since the last build: the client, the service (it uses the client) and the web pages.
 * Each part's inputs are hashed; a part is left alone when its hash and its output are still there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules/.cache/build');

const CLIENT = ['packages/client/src', 'packages/client/package.json', 'packages/client/tsconfig.json'];
const parts = [
  {
    name: 'client',
    inputs: [...CLIENT, 'tsconfig.json', 'package-lock.json'],
    output: 'packages/client/dist/index.js',
    command: ['npm', 'run', 'build', '--silent', '-w', 'packages/client'],
  },
  {
    name: 'service',
    inputs: [
      ...CLIENT,
      'src',
      'demo',
      'bench',
      'ormconfig.ts',
      'tools/bundle.js',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'package-lock.json',
    ],
    output: 'dist/bundle/main.js',
    command: ['npm', 'run', 'build:service', '--silent'],
  },
  {
    name: 'web',
    inputs: ['web', 'package-lock.json'],
    output: 'dist-web/index.html',
    command: ['npm', 'run', 'build', '--silent', '-w', 'web'],
  },
];

const only = process.argv.slice(2);
for (const part of parts.filter(({ name }) => only.length === 0 || only.includes(name))) build(part);

function build({ name, inputs, output, command }) {
  const stamp = join(stamps, name);
  const hash = hashOf(inputs);
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const startedAt = performance.now();
  const { status } = spawnSync(command[0], command.slice(1), { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`built ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function hashOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of filesIn(join(root, input))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
