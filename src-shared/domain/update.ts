/** Whether there is a newer version of the app, and how far it has come here. */
import { z } from 'zod';

export const UpdateState = z.strictObject({
  /** `not-set-up`: no feed; `available`: told, not fetched; `ready`: fetched and compared with its checksum. */
  state: z.enum(['not-set-up', 'forbidden', 'busy', 'newest', 'available', 'fetching', 'ready', 'failed']),
  /** The newer one; null where none is known. */
  version: z.string().nullable(),
  /** 0–1 while it is fetched. */
  fraction: z.number().min(0).max(1).nullable(),
  /** False: this app was not installed in a way it could change; the user gets the new one where he got this one. */
  canInstall: z.boolean(),
  message: z.string(),
});
export type UpdateState = z.infer<typeof UpdateState>;
