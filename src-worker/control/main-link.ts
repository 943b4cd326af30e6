/** The line to main: Electron's parent port or Node's IPC channel, whichever started this process. Messages are checked here. */
import { ToWorker, type FromWorker } from '../../src-shared/contract/worker-messages.ts';

export interface MainLink {
  send(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
  /** Main is gone; nothing that is done now will be seen by anybody. */
  onOrphaned(listener: () => void): void;
}

/** The part of Electron's `process.parentPort` that is used; no Electron import, for this also runs in plain Node. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentCheckMs = 500;

/** Null when this process was started by hand. */
export function openMainLink(): MainLink | null {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    return link((message) => port.postMessage(message), (listener) => port.on('message', (event) => listener(event.data)));
  }
  if (process.send === undefined) return null;
  return link(
    (message) => { if (process.connected) process.send?.(message, () => undefined); },
    (listener) => { process.on('message', listener); },
  );
}

function link(post: (message: unknown) => void, listen: (listener: (data: unknown) => void) => void): MainLink {
  return {
    send: post,
    onMessage: (listener) => listen((data) => {
      const parsed = ToWorker.safeParse(data);
      if (parsed.success) listener(parsed.data);
    }),
    onOrphaned: (listener) => {
      const parent = process.ppid;
      let told = false;
      const tell = (): void => { if (!told) { told = true; listener(); } };
      process.on('disconnect', tell);
      setInterval(() => { if (process.ppid !== parent) tell(); }, parentCheckMs).unref();
    },
  };
}
