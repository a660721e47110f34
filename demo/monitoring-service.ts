import { stopWithParent } from './stop-with-parent.js';

/** Runs the monitoring service as `npm start` does, except that it stops when the demo does. */
stopWithParent(() => process.kill(process.pid, 'SIGTERM'));
await import(new URL('../bundle/main.js', import.meta.url).href);
