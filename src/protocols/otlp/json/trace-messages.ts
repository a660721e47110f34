import { keyValue, resource, scope } from './common-messages.js';
import { message } from './message.js';

const event = message({
  timeUnixNano: [1, 'fixed64'],
  name: [2, 'string'],
  attributes: [3, keyValue, 'repeated'],
});

const link = message({
  traceId: [1, 'hex'],
  spanId: [2, 'hex'],
  attributes: [4, keyValue, 'repeated'],
});

const span = message({
  traceId: [1, 'hex'],
  spanId: [2, 'hex'],
  traceState: [3, 'string'],
  parentSpanId: [4, 'hex'],
  name: [5, 'string'],
  kind: [6, 'int32'],
  startTimeUnixNano: [7, 'fixed64'],
  endTimeUnixNano: [8, 'fixed64'],
  attributes: [9, keyValue, 'repeated'],
  droppedAttributesCount: [10, 'int32'],
  events: [11, event, 'repeated'],
  droppedEventsCount: [12, 'int32'],
  links: [13, link, 'repeated'],
  droppedLinksCount: [14, 'int32'],
  status: [15, message({ message: [2, 'string'], code: [3, 'int32'] })],
});

const scopeSpans = message({ scope: [1, scope], spans: [2, span, 'repeated'] });

/** ExportTraceServiceRequest, of what the service reads (opentelemetry-proto 1.x). */
export const exportTraceServiceRequest = message({
  resourceSpans: [1, message({ resource: [1, resource], scopeSpans: [2, scopeSpans, 'repeated'] }), 'repeated'],
});
