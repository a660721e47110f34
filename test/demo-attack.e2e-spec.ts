import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attacks } from '../demo/attacks.js';

const MAIN = fileURLToPath(new URL('../dist/demo/attack.js', import.meta.url));
const LIMIT_MS = 240_000;

describe('npm run demo:attack', () => {
  it(
    'attacks a service through its client in every way, and shows that each was seen and an alert fires',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'monitoring-attack-'));
      chmodSync(folder, 0o755);
      const { PATH, HOME } = process.env;
      const child = spawn(process.execPath, [MAIN], { cwd: folder, env: { PATH, HOME } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          output += chunk;
        });
      }
      const [code] = await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
      expect(output).toContain('Every attack was seen.');
      for (const type of attacks.flatMap(({ expects }) => expects)) expect(output).toContain(` ${type}: `);
      expect(output).toContain('Attack Detected (');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );
});
