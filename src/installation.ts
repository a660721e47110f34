import { fileURLToPath } from 'node:url';

/** The folder with `package.json` and `dist-web/`. Compiled or bundled, this stands two folders below it (`dist/src`, `dist/bundle`). */
export const installation = fileURLToPath(new URL('../../', import.meta.url));
