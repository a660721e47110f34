import { Attacker } from './attacker.js';
import { DemoStack } from './demo-stack.js';
import { Load } from './load.js';

const REQUESTS_PER_SECOND = 25;
/** Alerts about an attack calm down five minutes after it. */
const ATTACK_EVERY_MINUTES = Number(process.env.DEMO_ATTACK_MINUTES ?? 10);

const stack = new DemoStack();

/** Starts the monitoring service, two services that it watches, people who use them, and somebody who attacks one now and then. */
stack.run(async () => {
  const { link, url, key } = await stack.monitoring('.data/demo');
  const client = { MONITORING_ENDPOINT: url, MONITORING_API_KEY: key };
  const billing = stack.start('billing', './billing.js', { ...client, MONITORING_SERVICE: 'billing' });
  const billingUrl = await billing.listens();
  const students = stack.start('students', './students.js', {
    ...client,
    MONITORING_SERVICE: 'students',
    BILLING_URL: billingUrl,
  });
  const studentsUrl = await students.listens();
  stack.add(new Load({ students: studentsUrl, billing: billingUrl }, REQUESTS_PER_SECOND));
  stack.add(new Attacker(studentsUrl, ATTACK_EVERY_MINUTES * 60_000));

  console.log(`
  Dashboard   ${link}
  Swagger UI  ${url}/docs
  students    ${studentsUrl}
  billing     ${billingUrl}

  About ${REQUESTS_PER_SECOND} requests a second are under way: quick ones, slow ones and some that fail.
  Somebody attacks after ${ATTACK_EVERY_MINUTES / 10} min and every ${ATTACK_EVERY_MINUTES} min: see Security, and the alert that comes and goes.
  The first figures are there within seconds. Ctrl-C stops everything.
`);
});
