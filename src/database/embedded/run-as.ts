import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import type { Binaries } from './binaries.js';

/** The account PostgreSQL runs under. It refuses to run as root, so root hands it to `postgres` or `nobody`. */
export class Account {
  private constructor(
    private readonly uid: number | undefined,
    private readonly gid: number | undefined,
    private readonly prefix: string[],
  ) {}

  /** @param parent the folder that will hold the data directory: the account must be able to reach it */
  static choose(binaries: Binaries, parent: string): Account {
    if (process.getuid?.() !== 0) return new Account(undefined, undefined, []);
    const users = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
    const user = users.find((fields) => fields[0] === 'postgres') ?? users.find((fields) => fields[0] === 'nobody');
    if (!user)
      throw new Error(
        'Running as root without a postgres or nobody account: set DATABASE_URL or run as an ordinary user',
      );
    const [uid, gid] = [Number(user[2]), Number(user[3])];
    const probe = ['-c', '"$1" --version && cd "$2"', 'sh', binaries.postgres, parent];
    if (spawnSync('/bin/sh', probe, { uid, gid, cwd: '/' }).status === 0) return new Account(uid, gid, []);
    const prefix = keepingFileAccess(uid, gid);
    if (spawnSync(prefix[0]!, [...prefix.slice(1), '/bin/sh', ...probe]).status === 0)
      return new Account(uid, gid, prefix);
    throw new Error(
      `Running as root, and ${user[0]} cannot execute ${binaries.postgres}: set DATABASE_URL or run as an ordinary user`,
    );
  }

  /** Hands a folder to the account. */
  own(path: string): void {
    if (this.uid !== undefined) chownSync(path, this.uid, this.gid!);
  }

  /** True when the account may safely use a folder that already exists. */
  isOwner(uid: number): boolean {
    return uid === (this.uid ?? process.getuid?.() ?? uid);
  }

  spawn(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const [program, ...rest] = [...this.prefix, command, ...args];
    const ids = this.prefix.length > 0 || this.uid === undefined ? {} : { uid: this.uid, gid: this.gid };
    return spawn(program!, rest, { ...options, ...ids });
  }

  /** Runs a program to its end. @throws with its output when it fails */
  async run(command: string, args: string[]): Promise<void> {
    const child = this.spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (output += chunk));
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
    if (code !== 0) throw new Error(`${command} failed (${code}): ${output}`);
  }
}

/** For a checkout under root's home (mode 0700): gives up the user id, keeps the one capability to reach the files. */
function keepingFileAccess(uid: number, gid: number): string[] {
  const capability = '-all,+dac_override';
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    `--bounding-set=${capability}`,
    '--',
  ];
}
