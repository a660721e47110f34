import { stopWithParent } from './stop-with-parent.js';

/** The monitoring service as `npm start` runs it, except that it stops when the demo does. */
stopWithParent(() => process.kill(process.pid, 'SIGTERM'));
await import('../src/main.js');
