/**
 * A service in CommonJS that knows nothing of monitoring but OpenTelemetry and its OTEL_* variables: the SDK's own instrumentations
 * patch what it requires. With CALLEE_URL it passes each request on; else it asks PostgreSQL, in a loop as an ORM would.
 */
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');
const { detectResources, envDetector } = require('@opentelemetry/resources');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');

const provider = new NodeTracerProvider({
  resource: detectResources({ detectors: [envDetector] }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();
// Constructed before what they patch is required.
new HttpInstrumentation();
new PgInstrumentation();

const http = require('node:http');
const pg = require('pg');

const { CALLEE_URL, DATABASE_URL } = process.env;

/** Answers with the status of the service that is called. */
function passOn(request, response) {
  http.get(CALLEE_URL + request.url, (answer) => {
    answer.resume();
    answer.once('end', () => response.writeHead(answer.statusCode).end());
  });
}

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 1 });

async function ask(request, response) {
  try {
    if (request.url === '/broken') await pool.query('select * from no_such_table');
    for (let student = 1; student <= 12; student++) await pool.query(`select ${student} as student, pg_sleep(0.01)`);
    response.writeHead(200).end();
  } catch {
    response.writeHead(500).end();
  }
}

const server = http.createServer(CALLEE_URL ? passOn : ask);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => void stop());

async function stop() {
  server.close();
  server.closeAllConnections();
  await pool.end();
  await provider.shutdown();
  process.exit();
}
