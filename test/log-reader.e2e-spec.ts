import { once } from 'node:events';
import { startService, type TestService } from './support/service.js';

/** More than the pipe and the reader's own buffer hold. */
const REQUESTS = 2_000;

describe('a log that nobody reads', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('keeps no request waiting, and does not hold the end of the process up', async () => {
    const log = service.process.child.stdout!;
    log.pause();
    for (let sent = 0; sent < REQUESTS; sent += 100) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => service.request('GET', '/status', { as: null })),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    const { child } = service.process;
    const exit = once(child, 'exit');
    const askedAt = performance.now();
    child.kill('SIGTERM');
    await exit;
    expect(child.exitCode).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    log.resume();
  });
});
