/** How the page is built: from src-renderer into dist/renderer, with relative addresses so that it runs under the app's own protocol. */
import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: path.join(here, 'src-renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: path.join(here, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    cssCodeSplit: false, // one sheet: screens share classes, and each loads its code when it is first shown
    assetsInlineLimit: 0, // the page's content security policy allows no data: addresses beyond pictures
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
});
