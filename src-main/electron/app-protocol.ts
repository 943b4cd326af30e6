/**
 * `shiftclipper://app/…`: the page, videos and artifacts on one origin, so that canvases stay clean and the page needs no network.
 * Every answer is read-only; which file a URL means is decided by the services, which keep it inside the job's folder.
 */
import { join, normalize, sep } from 'node:path';
import { net, protocol } from 'electron';
import { APP_SCHEME } from '../../src-shared/contract/channels.ts';
import { toPlainError } from '../../src-shared/app-error.ts';
import { serveFile } from '../media/serve-file.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export interface ServedFiles {
  videoPathOf(jobId: string): Promise<string>;
  artifactPathOf(jobId: string, relativePath: string): Promise<string>;
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** `devUrl`: a development server that serves the page instead of the built folder. */
export function serveAppProtocol(files: ServedFiles, pageFolder: string, devUrl: string | null): void {
  const headers = { 'content-security-policy': contentSecurityPolicy(devUrl) };
  protocol.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'app') return new Response(null, { status: 404 });
    const asked = { method: request.method, range: request.headers.get('range') };
    try {
      const [room, jobId, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
      if (room === 'video' && jobId !== undefined) return await serveFile(await files.videoPathOf(jobId), asked, headers);
      if (room === 'artifact' && jobId !== undefined) return await serveFile(await files.artifactPathOf(jobId, rest.join('/')), asked, headers);
      if (devUrl !== null) return await fromDevServer(devUrl, url, headers);
      return await serveFile(pageFile(pageFolder, url.pathname), asked, headers);
    } catch (thrown) {
      const error = toPlainError(thrown);
      return new Response(error.message, { status: error.code === 'internal' ? 500 : 404, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
    }
  });
}

/** A path inside the page's folder; anything that would leave it becomes the page itself. */
function pageFile(folder: string, pathname: string): string {
  const path = normalize(join(folder, decodeURIComponent(pathname)));
  return path.startsWith(folder + sep) && pathname !== '/' ? path : join(folder, 'index.html');
}

async function fromDevServer(devUrl: string, url: URL, headers: Record<string, string>): Promise<Response> {
  const answer = await net.fetch(new URL(url.pathname + url.search, devUrl).href);
  return new Response(answer.body, { status: answer.status, headers: { ...Object.fromEntries(answer.headers), ...headers } });
}
