import { HttpTransport } from '../../delivery/http-transport.js';
import { type Batch, DeliveryFault } from '../../delivery/transport.js';
import { processResource } from '../../otlp/process-resource.js';
import { CLIENT } from '../../version.js';
import type { Finding } from './finding.js';
import { testSignals } from './test-signals.js';

export interface Sender {
  readonly endpoint: string;
  readonly apiKey: string | undefined;
  readonly service: string;
  readonly environment: string | undefined;
}

const NEW_KEY = 'Make a key with POST /ingest-keys (docs/clients.md) and set MONITORING_API_KEY.';

/** Sends a test of each signal as the client does. A key that is not taken ends it. */
export async function sendSignals({ endpoint, apiKey, service, environment }: Sender): Promise<Finding[]> {
  const resource = processResource({ service, environment, release: undefined });
  const transport = new HttpTransport(endpoint, { apiKey, resource, scope: CLIENT });
  const findings: Finding[] = [];
  for (const batch of testSignals(service, environment, Date.now())) {
    const finding = await send(transport, batch);
    if (finding.subject === 'key') return [...findings, finding];
    findings.push(finding);
  }
  return findings;
}

async function send(transport: HttpTransport, batch: Batch): Promise<Finding> {
  const subject = batch.signal;
  try {
    const { rejected, reason = '' } = await transport.send(batch);
    if (rejected > 0) return { state: 'failed', subject, said: `refused: ${reason}` };
    return { state: 'ok', subject, said: 'stored' };
  } catch (fault) {
    const status = fault instanceof DeliveryFault ? fault.status : undefined;
    if (status === 401)
      return { state: 'failed', subject: 'key', said: 'is not known, or was revoked (401)', fix: NEW_KEY };
    if (status === 403)
      return { state: 'failed', subject: 'key', said: 'may not send (403): it is not an ingest key', fix: NEW_KEY };
    const fix = status === 404 ? 'The service may be older than the client, or switched this signal off.' : undefined;
    return { state: 'failed', subject, said: (fault as Error).message, ...(fix === undefined ? {} : { fix }) };
  }
}
