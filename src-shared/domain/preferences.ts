/** What the user set for the app as a whole. Nothing here changes a game's analysis; that is domain/settings.ts. */
import { z } from 'zod';

const Folder = z.string().min(1).max(4096).refine((path) => !path.includes('\0'), 'must not contain a NUL byte');

export const Preferences = z.strictObject({
  /** Nothing of the app may reach another machine: no update question, no outside Redis, no HTTP door. */
  forbidNetwork: z.boolean(),
  /** A note of the system when a game is done while the window is not in front. */
  notifyWhenDone: z.boolean(),
  /** The machine does not go to sleep while a game is being analysed. */
  keepAwake: z.boolean(),
  /** `all-cores` is faster and makes the machine slower for other work. Applies to workers started after the change. */
  effort: z.enum(['stay-responsive', 'all-cores']),
  /** Where clips go unless another folder is chosen; null: beside the video. */
  clipsFolder: Folder.nullable(),
  /** New videos in it become games by themselves; null: none is watched. */
  watchFolder: Folder.nullable(),
  /** Now and then, where an update feed is set, whether there is a newer version. Fetching one is another matter and always the user's word. */
  lookForUpdates: z.boolean(),
  /** The three-step tour was seen or closed. */
  tourSeen: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

export const defaultPreferences: Preferences = {
  forbidNetwork: false, notifyWhenDone: true, keepAwake: true, effort: 'stay-responsive', clipsFolder: null, watchFolder: null, lookForUpdates: true, tourSeen: false,
};
