import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestRecord } from './request-record.js';

/** Carries the record of the request being served through everything that is awaited for it. */
export const requestContext = new AsyncLocalStorage<RequestRecord>();
