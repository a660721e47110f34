import { AuditEntry } from './audit/audit.entity.js';
import { IngestKey } from './auth/ingest-keys/ingest-key.entity.js';
import { ConfigurationChange } from './configuration/configuration.entity.js';
import type { Entities } from './database/data-source-options.js';

/** Every entity of the service, listed by hand so that nothing is mapped by accident. */
export const entities: Entities = [AuditEntry, IngestKey, ConfigurationChange];
