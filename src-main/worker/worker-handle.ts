/** What the supervisor needs of a worker process, whoever started it: Electron's utilityProcess in the app, child_process in the CLI and in tests. */
import type { ToWorker } from '../../src-shared/contract/worker-messages.ts';

export interface WorkerHandle {
  readonly pid: number | undefined;
  /** Never call it from inside an exit listener. */
  send(message: ToWorker): void;
  /** Unchecked; the supervisor validates. */
  onMessage(listener: (message: unknown) => void): void;
  /** `code` null when the system ended the process by a signal. Called once. */
  onExit(listener: (code: number | null) => void): void;
  /** SIGKILL or its like. */
  kill(): void;
}

export type ForkWorker = (options: { entry: string; env: Record<string, string>; name: string }) => WorkerHandle;
