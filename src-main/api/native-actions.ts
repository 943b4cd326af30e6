import type { Updater } from '../desktop/updates.ts';

/** Things only a desktop shell can do; the CLI refuses them with a clear error. */
export interface NativeActions {
  /** Empty when dismissed. */
  chooseVideos(): Promise<string[]>;
  /** Null when dismissed. */
  chooseFolder(): Promise<string | null>;
  /** A list of passages; null when dismissed. */
  chooseList(): Promise<string | null>;
  /** Begins dragging the file out of the window. */
  dragFile(path: string): Promise<void>;
  revealFile(path: string): Promise<void>;
  /** One existing file with that ending; null when dismissed. */
  chooseFile(wish: { title: string; extension: string }): Promise<string | null>;
  /** Where a new file goes; null when dismissed. */
  chooseSavePlace(wish: { title: string; fileName: string }): Promise<string | null>;
  /** What fetches newer versions from that feed and puts them in place. */
  openUpdater(feed: string): Promise<Updater>;
  /** Ends the app cleanly and starts it anew. */
  restart(): Promise<void>;
}
