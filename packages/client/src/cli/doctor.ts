import { post } from '../delivery/post.js';
import type { MonitoringOptions } from '../options.js';
import { resolveOptions, resolveTarget } from '../resolve-options.js';
import { checkKey, checkOptions } from './doctor/check-settings.js';
import { type Check, examine } from './doctor/examine.js';
import type { Finding } from './doctor/finding.js';
import { RemoteService } from './doctor/remote-service.js';
import { testSignals } from './doctor/test-signals.js';
import { tryKey, trySignal } from './doctor/try-delivery.js';
import { readArguments } from './usage.js';

export const DOCTOR_USAGE = `  oneclass-monitoring doctor [--endpoint URL] [--service NAME]

    Checks that the client can send to the monitoring service, and says what to do where it cannot.

    --endpoint URL   of the monitoring service (default: MONITORING_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT)
    --service NAME   of the service that sends (default: MONITORING_SERVICE, OTEL_SERVICE_NAME)

    Reads the environment as the client does; the ingest key is MONITORING_API_KEY. In the end it sends a metric, an error, a span,
    a line of log and a security event, all called monitoring_doctor.
    Exits with 0 when all is well, though there may be warnings, 1 when a check failed.`;

/** What is shorter is a word that a text may have by chance. */
const SHORTEST_SECRET = 8;

/** @param args what follows `doctor`. @returns the exit code. @throws UsageFault */
export async function doctor(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const text = { type: 'string' } as const;
  const options: MonitoringOptions = readArguments({ args, options: { endpoint: text, service: text } }).values;
  const checks = checksFor(options, env);
  const failures = await examine(checks, printer(resolveTarget(options, env).apiKey));
  console.log(failures === 0 ? '\nAll is well.' : `\n${failures} of ${checks.length} checks failed.`);
  return failures === 0 ? 0 : 1;
}

function checksFor(options: MonitoringOptions, env: NodeJS.ProcessEnv): Check[] {
  const { endpoint = '', apiKey } = resolveTarget(options, env);
  // From this thread: the one that applications send from does not keep the process until it has an answer.
  const settings = resolveOptions(options, env, post);
  // Where there is none the first check fails, and nothing is sent.
  const transport = settings.transport!;
  const service = new RemoteService(endpoint);
  return [
    { name: 'options', needs: [], run: () => checkOptions(settings) },
    { name: 'key', needs: [], run: () => checkKey(apiKey) },
    { name: 'connection', needs: ['options'], run: () => service.connect() },
    { name: 'service', needs: ['connection'], run: () => service.identify() },
    { name: 'health', needs: ['service'], run: () => service.checkHealth() },
    { name: 'clock', needs: ['service'], run: () => service.checkClock() },
    { name: 'access', needs: ['key', 'health'], run: () => tryKey(transport) },
    ...testSignals(settings.service, Date.now()).map(({ name, batch }) => ({
      name,
      needs: ['access', 'clock'],
      run: () => trySignal(transport, batch),
    })),
  ];
}

/** Prints findings. */
function printer(apiKey = ''): (name: string, finding: Finding) => void {
  return (name, { outcome, message, fix }) => {
    const lines = [`${outcome.padEnd(8)} ${name.padEnd(15)} ${message}`];
    if (fix !== undefined) lines.push(`${' '.repeat(25)}→ ${fix}`);
    console.log(withoutSecrets(lines.join('\n'), apiKey.trim()));
  };
}

/** Whatever is quoted may hold the key, also in a variable it does not belong in, or the password of an address. */
function withoutSecrets(text: string, key: string): string {
  const shown = text.replace(/\/\/[^/\s]*@/g, '//').replace(/ocm_[0-9a-f]+/g, 'ocm_…');
  return key.length < SHORTEST_SECRET ? shown : shown.replaceAll(key, '…');
}
