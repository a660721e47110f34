import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Attributes } from '@opentelemetry/api';
import { CLIENT } from '../version.js';

interface Identity {
  readonly service: string;
  readonly environment: string | undefined;
  readonly release: string | undefined;
}

/** This process, in the names of OpenTelemetry's semantic conventions for resources. */
export function processResource({ service, environment, release }: Identity): Attributes {
  return {
    'service.name': service,
    'service.version': release,
    'service.instance.id': randomUUID(),
    'deployment.environment.name': environment,
    'host.name': hostname(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    'telemetry.sdk.name': CLIENT.name,
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.version': CLIENT.version,
  };
}
