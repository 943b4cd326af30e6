/**
 * Serves the page on its fake bridge with the demo game behind /video/…: `node src-renderer/testing/serve-harness.mjs [port]`.
 * Development and tests only; the product has its own protocol (src-main/electron).
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';

const root = path.resolve(import.meta.dirname, '..', '..');
const demo = path.join(root, 'resources', 'demo', 'rink-demo');
const port = Number(process.argv[2] ?? 5199);

const server = await createServer({
  configFile: path.join(root, 'vite.config.ts'),
  appType: 'mpa',
  plugins: [{ name: 'demo-game', configureServer: (vite) => void vite.middlewares.use(serveDemo) }],
  server: { host: '127.0.0.1', port, strictPort: true, hmr: false, ws: false, watch: null },
  logLevel: 'warn',
});
await server.listen();
console.log(`harness: http://127.0.0.1:${port}/testing/harness.html`);

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response @param {() => void} next */
function serveDemo(request, response, next) {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/video/')) return sendRange(path.join(demo, 'video.mp4'), request, response);
  if (url.pathname.startsWith('/demo/frame/')) return sendFrame(Number(path.basename(url.pathname, '.jpg')) / 1000, response);
  if (url.pathname === '/demo/gt.txt') return void fs.createReadStream(path.join(demo, 'gt.txt')).pipe(response);
  if (url.pathname === '/demo/truth.json') return void fs.createReadStream(path.join(demo, 'truth.json')).pipe(response);
  if (url.pathname.startsWith('/artifact/')) return void response.writeHead(404).end();
  next();
}

/** @param {string} file @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function sendRange(file, request, response) {
  const size = fs.statSync(file).size;
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from);
  const end = to === '' ? size - 1 : Number(to);
  response.writeHead(206, { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 });
  fs.createReadStream(file, { start, end }).pipe(response);
}

/** @param {number} seconds @param {import('node:http').ServerResponse} response */
function sendFrame(seconds, response) {
  const words = ['-v', 'error', '-ss', String(seconds), '-i', path.join(demo, 'video.mp4'), '-frames:v', '1', '-q:v', '3', '-f', 'mjpeg', '-'];
  execFile(process.env['FFMPEG_BIN'] ?? 'ffmpeg', words, { encoding: 'buffer', maxBuffer: 16_000_000 }, (error, picture) => {
    if (error !== null) return void response.writeHead(500).end(error.message);
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
}
