import type { DeliveryLog } from './delivery/trouble-log.js';
import { installIntegrations } from './integrations/install-integrations.js';
import type { Monitoring } from './monitoring.js';
import type { MonitoringOptions } from './options.js';
import { Recorder } from './recorder.js';
import { resolveOptions } from './resolve-options.js';
import { Session } from './session.js';

const CONSOLE: DeliveryLog = {
  log: (message) => console.log(`[monitoring] ${message}`),
  warn: (message) => console.warn(`[monitoring] ${message}`),
};

/** The client without Nest: for scripts and workers. Await `stop()` at the end, which sends what is left. */
export function startMonitoring(options: MonitoringOptions = {}, log: DeliveryLog = CONSOLE): Monitoring {
  const settings = resolveOptions(options, process.env);
  void installIntegrations(settings.integrations, (fault) => log.warn(fault));
  const session = new Session(new Recorder(settings, log));
  session.start();
  return session.monitoring;
}
