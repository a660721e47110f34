import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { stopWithParent } from './stop-with-parent.js';

/** Listens on the loopback port of PORT (none: any free one), tells the parent which, and stops as it should. */
export async function serve(app: INestApplication): Promise<void> {
  const stop = (): void => {
    void app.close().finally(() => process.exit(0));
  };
  stopWithParent(stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
  // Its faults are to be looked for in the dashboard, not on the terminal.
  app.useLogger(false);
  const { port } = app.getHttpServer().address() as AddressInfo;
  process.send?.({ port });
}
