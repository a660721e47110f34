import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { Environment } from '../config/environment.js';
import { dataSourceOptions } from '../database/data-source-options.js';
import { Database } from '../database/database.js';
import { openOrSharePostgres } from '../database/postgres-server.js';
import { ChainVerifier } from './chain/chain.verifier.js';
import { CheckpointFile } from './checkpoints/checkpoint.file.js';
import type { Checkpoint } from './checkpoints/checkpoint.js';
import { CheckpointSigner } from './checkpoints/checkpoint.signer.js';

const USAGE = `Checks the audit trail: every hash, the checkpoints in the database, the one in DATA_DIR, and others that were kept.

  npm run audit:verify -- [--checkpoint FILE]...

  --checkpoint FILE   checkpoints as JSON, one a line, such as those that came by e-mail

Exits with 0 when the trail is intact, 1 when it is not, 2 when it could not be checked.`;

process.exitCode = await main().catch((fault: unknown) => {
  console.error((fault as Error).message);
  return 2;
});
// An embedded PostgreSQL that was started for this goes with the process.
process.exit();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { checkpoint: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const kept = values.checkpoint.flatMap(readCheckpointFile);
  const environment = Environment.ofProcess();
  const dataSource = await new DataSource(
    dataSourceOptions(await openOrSharePostgres(environment), [], 4),
  ).initialize();
  const signer = new CheckpointSigner(environment);
  const verifier = new ChainVerifier(new Database(dataSource), signer, new CheckpointFile(environment));
  const result = await verifier.verify(kept);
  await dataSource.destroy();
  const { entries, last_sequence, hash, checkpoints, foreign_checkpoints, broken, duration_ms } = result;
  console.log(`${entries} entries up to ${last_sequence} (${hash}) checked in ${(duration_ms / 1000).toFixed(1)} s`);
  console.log(`${checkpoints} checkpoints agree, ${foreign_checkpoints} are of another key than ${signer.publicKey}`);
  if (!broken) {
    console.log('The audit trail is intact.');
    return 0;
  }
  console.log(
    `The audit trail is broken at entry ${broken.sequence}${broken.id ? ` (${broken.id})` : ''}: ${broken.reason}.`,
  );
  return 1;
}

function readCheckpointFile(path: string): Checkpoint[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Checkpoint);
}
