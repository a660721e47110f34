import type { MonitoringSettings } from '../../options.js';
import { type Finding, failed, ok, warning } from './finding.js';

const KEY = /ocm_[0-9a-f]{64}/;
/** HTTP lets go of spaces at the end of a header. */
const WHOLE_KEY = new RegExp(`^${KEY.source}\\s*$`);
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]+\s*$/;
const GET_A_KEY = 'set MONITORING_API_KEY to an ingest key; an administrator makes one with POST /ingest-keys';

/** Whether the client finds in its options and the environment what it needs; what is wrong there says itself what to do. */
export function checkOptions({ service, faults, transport }: MonitoringSettings): Finding {
  if (faults.length === 0) return ok(`service ${service}`);
  return { outcome: transport ? 'warning' : 'failed', message: faults.join('; ') };
}

/** Whether it is an ingest key at all; only the service can say whether it is a valid one. */
export function checkKey(apiKey: string | undefined): Finding {
  if (!apiKey) return failed('there is none', GET_A_KEY);
  if (WHOLE_KEY.test(apiKey)) return ok('an ingest key is set');
  if (JWT.test(apiKey)) return warning('it is a token (JWT), which expires: then nothing is taken any more', GET_A_KEY);
  if (KEY.test(apiKey)) {
    return failed('there is more around the ingest key', 'leave nothing but the key: no quotes, no Bearer, no DSN');
  }
  return failed('it is not an ingest key: those are ocm_ and 64 hexadecimal digits', GET_A_KEY);
}
