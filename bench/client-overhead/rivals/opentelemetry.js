import { register } from 'node:module';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NestInstrumentation } from '@opentelemetry/instrumentation-nestjs-core';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** OpenTelemetry's SDK with the instrumentations of what the service uses, told by its own environment variables. Its exporter is OTLP in protobuf. */
const { SINK, SAMPLE_RATE } = process.env;

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
Object.assign(process.env, {
  OTEL_SERVICE_NAME: 'bench',
  OTEL_EXPORTER_OTLP_ENDPOINT: SINK,
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: SAMPLE_RATE,
});
new NodeSDK({
  instrumentations: [
    new HttpInstrumentation(),
    new FastifyOtelInstrumentation({ registerOnInitialization: true }),
    new NestInstrumentation(),
    new PgInstrumentation(),
  ],
}).start();
