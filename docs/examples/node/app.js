/** A school's students. OpenTelemetry records its requests, errors and logs from outside: see docs/clients.md, Node without Nest. */
const express = require('express');
const pino = require('pino');

const logger = pino();
const students = new Map([[1, { name: 'Ada', year: 7 }]]);
const app = express();

app.get('/students/:id', (request, response) => {
  const student = students.get(Number(request.params.id));
  response.status(student ? 200 : 404).json(student ?? { detail: 'no such student' });
});

app.get('/students/:id/average', (request) => {
  logger.warn({ student: request.params.id }, 'no marks yet');
  throw new RangeError('there are no marks');
});

const server = app.listen(process.env.PORT ?? 8000, () => logger.info(`running on http://127.0.0.1:${server.address().port}`));

// OpenTelemetry sends what it still has at SIGTERM, and thereby keeps the signal from ending the process.
process.once('SIGTERM', () => server.close());
