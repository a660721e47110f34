import { resolve } from 'node:path';
import { DemoProcess } from './child-process.js';
import { Load } from './load.js';

const REQUESTS_PER_SECOND = 25;
const API = '/api/v1/monitoring';

/** What was started, in the order in which it must be stopped. */
const running: { stop(): Promise<void> | void }[] = [];
let ending: Promise<void> | undefined;

/** Starts the monitoring service, two services that it watches, and people who use them. */
async function start(): Promise<void> {
  const service = run('monitoring', './monitoring-service.js', {
    DATA_DIR: resolve('.data/demo'),
    HOST: '127.0.0.1',
    PORT: process.env.PORT ?? '0',
    LOG_LEVEL: 'warn',
  });
  const [link = '', url = '', token = ''] = await service.prints(/Dashboard\s+((http:\S+)\/#token=(\S+))/);
  const key = await makeIngestKey(url, token);

  const client = { MONITORING_ENDPOINT: url, MONITORING_API_KEY: key };
  const billing = run('billing', './billing.js', { ...client, MONITORING_SERVICE: 'billing' });
  const billingUrl = await billing.listens();
  const students = run('students', './students.js', {
    ...client,
    MONITORING_SERVICE: 'students',
    BILLING_URL: billingUrl,
  });
  const studentsUrl = await students.listens();
  running.unshift(new Load({ students: studentsUrl, billing: billingUrl }, REQUESTS_PER_SECOND));

  console.log(`
  Dashboard   ${link}
  Swagger UI  ${url}/docs
  students    ${studentsUrl}
  billing     ${billingUrl}

  About ${REQUESTS_PER_SECOND} requests a second are under way: quick ones, slow ones and some that fail.
  The first figures are there within seconds. Ctrl-C stops everything.
`);
}

/** The services that were started last stop first, so that what they recorded is taken in. */
function run(name: string, script: string, env: Record<string, string>): DemoProcess {
  const started = DemoProcess.start(name, script, env, (ended) => {
    console.error(`${ended} has ended: stopping the demo`);
    void end(1);
  });
  running.unshift(started);
  return started;
}

async function makeIngestKey(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}${API}/ingest-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'demo' }),
  });
  if (!answer.ok) throw new Error(`POST /ingest-keys answered ${answer.status}: ${await answer.text()}`);
  const { key } = (await answer.json()) as { key: string };
  return key;
}

function end(code: number): Promise<void> {
  ending ??= (async () => {
    for (const part of running) await part.stop();
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
start().catch((fault: unknown) => {
  if (ending) return;
  console.error(fault instanceof Error ? fault.message : fault);
  void end(1);
});
