import { randomUUID } from 'node:crypto';
import { type Batch, DeliveryFault, type Transport } from '../../delivery/transport.js';
import { type Finding, failed, ok } from './finding.js';

const LOG = "look into the service's log";
const REFUSED =
  'correct what is named; where nothing of yours is, bring client and service to versions that go together';
const ADVICE: Readonly<Record<number, string>> = {
  401: 'have an administrator make a new ingest key with POST /ingest-keys, and set MONITORING_API_KEY to it',
  403: 'use an ingest key: an administrator makes one with POST /ingest-keys',
  404: 'let the proxy pass on /api/v1/monitoring and, for traces, /v1 as they are',
  413: 'let the proxy, or MAX_BODY_BYTES of the service, take larger bodies',
  422: REFUSED,
  429: 'let the proxy take more requests',
};

/** Whether the key lets data in, tried with a batch that has none: one who may send is told that it is empty. */
export async function tryKey(transport: Transport): Promise<Finding> {
  try {
    await transport.send({ id: randomUUID(), signal: 'metrics', items: [] });
  } catch (fault) {
    if (!(fault instanceof DeliveryFault && fault.status === 400)) return notTaken(fault);
  }
  return ok('the key lets data in');
}

/** Sends it as the client would. */
export async function trySignal(transport: Transport, batch: Batch): Promise<Finding> {
  try {
    const { rejected, reason } = await transport.send(batch);
    return rejected === 0 ? ok('taken') : failed(`refused: ${reason}`, REFUSED);
  } catch (fault) {
    return notTaken(fault);
  }
}

function notTaken(fault: unknown): Finding {
  const { message, status } = fault as DeliveryFault;
  return failed(message, (status !== undefined && ADVICE[status]) || LOG);
}
