/** All that the window need not wait for, in one module of its own so that it is loaded behind the first paint. */
import { serveApi, type ServeCall } from './api/serve-api.ts';
import { guardNetwork } from './desktop/forbid-network.ts';
import { PreferencesStore } from './desktop/preferences-store.ts';
import { openDoors } from './http/open-doors.ts';
import { startServices, type Services } from './start-services.ts';

export interface Behind {
  services: Services;
  serve: ServeCall;
  /** What lets others in from outside; null when it could not be opened. */
  doors: Promise<Awaited<ReturnType<typeof openDoors>> | null>;
}

export async function startBehindWindow(options: Parameters<typeof startServices>[0]): Promise<Behind> {
  const { config, log } = options;
  const preferences = new PreferencesStore(config.dataDir);
  // Before anything here could connect; the page never can.
  guardNetwork(() => preferences.get().forbidNetwork, (host) => log.warn('a connection was refused: the network is forbidden', { host }));
  const services = await startServices({ ...options, preferences });
  // A taken port must not keep the app from working.
  const doors = openDoors(services, preferences.get().forbidNetwork ? { ...config, httpPort: null } : config, log).catch((error: unknown) => {
    log.error('nobody can come in from outside', { error: String(error) });
    return null;
  });
  return { services, serve: serveApi(services.handlers, log), doors };
}
