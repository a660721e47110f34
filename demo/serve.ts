import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { stopWithParent } from './stop-with-parent.js';

/** Listens on the loopback port of PORT (none: any free one), tells the parent which, and stops as it should. */
export async function serve(app: INestApplication): Promise<void> {
  const stop = (): void => {
    void app.close().finally(() => process.exit(0));
  };
  stopWithParent(stop);
  process.once('SIGTERM', stop);
  // Ctrl-C reaches every process of a terminal; the parent stops its children in its own order.
  process.on('SIGINT', () => undefined);
  await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  process.send?.({ port });
}
