import { Button } from '@mantine/core';
import { Empty } from '../../panel/answer-view.js';
import { Snippet } from '../../snippet/snippet.js';
import type { TraceSearch } from './trace-search.js';

interface NoTracesProps {
  search: TraceSearch;
  onChange: (more: TraceSearch) => void;
}

/** What stands where no trace fits: the way back from filters, or the way to send traces. */
export function NoTraces({ search, onChange }: NoTracesProps) {
  const { service, operation, status, min_duration_ms, max_duration_ms, attribute } = search;
  const used = { service, operation, status, min_duration_ms, max_duration_ms, attribute };
  if (Object.values(used).some((value) => value !== undefined)) {
    const without = Object.fromEntries(Object.keys(used).map((name) => [name, undefined])) as TraceSearch;
    return (
      <Empty title="No trace fits the filters in this time">
        <p>
          Traces older than two hours are kept when they failed, were slow, or are in the sample: see docs/traces.md.
        </p>
        <p>
          <Button variant="default" size="compact-sm" onClick={() => onChange(without)}>
            Clear the filters
          </Button>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No traces in this time">
      <p>Look at a longer time, or send traces: any OpenTelemetry SDK does, with an ingest key from the settings.</p>
      <Snippet
        label="Environment of a service with an OpenTelemetry SDK"
        code={`OTEL_SERVICE_NAME=students
OTEL_EXPORTER_OTLP_ENDPOINT=${new URL('.', document.baseURI).href.replace(/\/$/, '')}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_HEADERS=x-api-key=THE_INGEST_KEY`}
      />
    </Empty>
  );
}
