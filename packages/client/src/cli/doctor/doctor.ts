import { resolveOptions } from '../../resolve-options.js';
import { readArguments } from '../usage.js';
import { askService } from './ask-service.js';
import { type Finding, showFinding } from './finding.js';
import { type Sender, sendSignals } from './send-signals.js';

export const DOCTOR_USAGE = `  oneclass-monitoring doctor [--endpoint URL] [--service NAME]

    Tries whether what the client records would arrive: configuration, service, clock, key, and a test of each signal. Reads the
    environment as the client does (MONITORING_ENDPOINT, MONITORING_API_KEY, MONITORING_SERVICE, OTEL_*).
    Exits with 0 when all is well, 1 when something is not.`;

/** @param args what follows `doctor`. @returns the exit code. @throws UsageFault */
export async function doctor(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = readArguments({ args, options: { endpoint: text, service: text } });
  const findings: Finding[] = [];
  const tell = (...found: Finding[]) => {
    findings.push(...found);
    for (const finding of found) console.log(showFinding(finding));
  };
  const { sender, faults } = readSender(values, env);
  tell(...faults);
  if (sender) {
    tell(...(await askService(sender.endpoint)));
    const isThere = findings.every(({ state, subject }) => state !== 'failed' || subject === 'clock');
    if (isThere) tell(...(await sendSignals(sender)));
  }
  const failed = findings.filter(({ state }) => state === 'failed').map(({ subject }) => subject);
  if (failed.length === 0) {
    console.log('\nWhat the client records arrives.');
    return 0;
  }
  console.log(`\nTo be mended: ${failed.join(', ')}. What follows from that was not tried.`);
  return 1;
}

/** As the client reads it. */
function readSender(given: { endpoint?: string | undefined; service?: string | undefined }, env: NodeJS.ProcessEnv) {
  const { service, environment, faults, transport } = resolveOptions({ ...given, integrations: [] }, env);
  const endpoint = given.endpoint ?? env.MONITORING_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const apiKey = env.MONITORING_API_KEY;
  const subject = 'configuration';
  const state = transport ? 'warning' : 'failed';
  const found = faults.map((said): Finding => ({ state, subject, said }));
  if (apiKey === undefined || apiKey === '') {
    const fix = 'Make one with POST /ingest-keys (docs/clients.md) and set MONITORING_API_KEY.';
    found.push({ state: 'failed', subject: 'key', said: 'there is none', fix });
  } else if (apiKey.startsWith('eyJ')) {
    const fix = 'It ends some day, and may do more than send. Make a key with POST /ingest-keys.';
    found.push({ state: 'warning', subject: 'key', said: 'is the token of a person', fix });
  }
  const isSet = transport !== undefined && endpoint !== undefined;
  const sender: Sender | undefined = isSet ? { endpoint, apiKey, service, environment } : undefined;
  if (found.length === 0) found.push({ state: 'ok', subject, said: `service ${service}, endpoint ${endpoint}` });
  return { sender, faults: found };
}
