/** Asks GET /status again and again, in a thread of its own so that nothing the test does delays it. */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const latencies = [];
let stopped = false;

const ask = () =>
  new Promise((resolve, reject) => {
    get(workerData.url, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });

parentPort.on('message', () => {
  stopped = true;
});
while (!stopped) {
  const startedAt = performance.now();
  await ask();
  latencies.push(performance.now() - startedAt);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
agent.destroy();
parentPort.postMessage(latencies);
parentPort.close();
