import { keyValue, resource, scope } from './common-messages.js';
import { message } from './message.js';

const exemplar = message({
  timeUnixNano: [2, 'fixed64'],
  asDouble: [3, 'double'],
  spanId: [4, 'hex'],
  traceId: [5, 'hex'],
  asInt: [6, 'sfixed64'],
  filteredAttributes: [7, keyValue, 'repeated'],
});

const numberDataPoint = message({
  startTimeUnixNano: [2, 'fixed64'],
  timeUnixNano: [3, 'fixed64'],
  asDouble: [4, 'double'],
  exemplars: [5, exemplar, 'repeated'],
  asInt: [6, 'sfixed64'],
  attributes: [7, keyValue, 'repeated'],
  flags: [8, 'int32'],
});

const histogramDataPoint = message({
  startTimeUnixNano: [2, 'fixed64'],
  timeUnixNano: [3, 'fixed64'],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  bucketCounts: [6, 'fixed64', 'repeated'],
  explicitBounds: [7, 'double', 'repeated'],
  exemplars: [8, exemplar, 'repeated'],
  attributes: [9, keyValue, 'repeated'],
  flags: [10, 'int32'],
  min: [11, 'double'],
  max: [12, 'double'],
});

const buckets = message({ offset: [1, 'sint32'], bucketCounts: [2, 'uint64', 'repeated'] });

const exponentialHistogramDataPoint = message({
  attributes: [1, keyValue, 'repeated'],
  startTimeUnixNano: [2, 'fixed64'],
  timeUnixNano: [3, 'fixed64'],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  scale: [6, 'sint32'],
  zeroCount: [7, 'fixed64'],
  positive: [8, buckets],
  negative: [9, buckets],
  flags: [10, 'int32'],
  exemplars: [11, exemplar, 'repeated'],
  min: [12, 'double'],
  max: [13, 'double'],
  zeroThreshold: [14, 'double'],
});

const summaryDataPoint = message({
  startTimeUnixNano: [2, 'fixed64'],
  timeUnixNano: [3, 'fixed64'],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  quantileValues: [6, message({ quantile: [1, 'double'], value: [2, 'double'] }), 'repeated'],
  attributes: [7, keyValue, 'repeated'],
  flags: [8, 'int32'],
});

const metric = message({
  name: [1, 'string'],
  unit: [3, 'string'],
  gauge: [5, message({ dataPoints: [1, numberDataPoint, 'repeated'] })],
  sum: [
    7,
    message({
      dataPoints: [1, numberDataPoint, 'repeated'],
      aggregationTemporality: [2, 'int32'],
      isMonotonic: [3, 'bool'],
    }),
  ],
  histogram: [9, message({ dataPoints: [1, histogramDataPoint, 'repeated'], aggregationTemporality: [2, 'int32'] })],
  exponentialHistogram: [
    10,
    message({ dataPoints: [1, exponentialHistogramDataPoint, 'repeated'], aggregationTemporality: [2, 'int32'] }),
  ],
  summary: [11, message({ dataPoints: [1, summaryDataPoint, 'repeated'] })],
});

const scopeMetrics = message({ scope: [1, scope], metrics: [2, metric, 'repeated'] });

/** ExportMetricsServiceRequest, of what the service reads (opentelemetry-proto 1.x). */
export const exportMetricsServiceRequest = message({
  resourceMetrics: [1, message({ resource: [1, resource], scopeMetrics: [2, scopeMetrics, 'repeated'] }), 'repeated'],
});
