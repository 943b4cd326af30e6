/** Things only a desktop shell can do; the CLI refuses them with a clear error. */
export interface NativeActions {
  /** Empty when dismissed. */
  chooseVideos(): Promise<string[]>;
  /** Null when dismissed. */
  chooseFolder(): Promise<string | null>;
  revealFile(path: string): Promise<void>;
}
