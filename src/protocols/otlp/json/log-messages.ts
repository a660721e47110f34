import { anyValue, keyValue, resource, scope } from './common-messages.js';
import { message } from './message.js';

const logRecord = message({
  timeUnixNano: [1, 'fixed64'],
  severityNumber: [2, 'int32'],
  severityText: [3, 'string'],
  body: [5, anyValue],
  attributes: [6, keyValue, 'repeated'],
  traceId: [9, 'hex'],
  spanId: [10, 'hex'],
  observedTimeUnixNano: [11, 'fixed64'],
  eventName: [12, 'string'],
});

const scopeLogs = message({ scope: [1, scope], logRecords: [2, logRecord, 'repeated'] });

/** ExportLogsServiceRequest, of what the service reads (opentelemetry-proto 1.x). */
export const exportLogsServiceRequest = message({
  resourceLogs: [1, message({ resource: [1, resource], scopeLogs: [2, scopeLogs, 'repeated'] }), 'repeated'],
});
