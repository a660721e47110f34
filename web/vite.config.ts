import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.js';

/** The page is built to `dist-web/` at the repository root with relative addresses, so it also works behind a path prefix. */
export default defineConfig({
  plugins: [react(), precompress()],
  base: './',
  build: {
    outDir: '../dist-web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
});
