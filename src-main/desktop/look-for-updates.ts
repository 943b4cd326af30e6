/** Asks for a newer version by itself: a while after the start and then daily, as long as the user wants it. What is found is told once. */
import type { AppEvent } from '../../src-shared/contract/api.ts';
import type { UpdateState } from '../../src-shared/domain/update.ts';

interface Wish {
  look(): Promise<UpdateState>;
  wanted(): boolean;
  tell(event: AppEvent): void;
}

const firstMs = 60_000;
const dayMs = 24 * 3_600_000;
/** After a game, and when nobody answered. */
const againMs = 3_600_000;

/** @returns ends it */
export function lookForUpdates({ look, wanted, tell }: Wish): () => void {
  let told: string | null = null;
  let timer: NodeJS.Timeout;
  const wait = (ms: number): void => { timer = setTimeout(() => void ask(), ms).unref(); };
  const ask = async (): Promise<void> => {
    const found = wanted() ? await look() : null;
    if (found?.state === 'available' && found.version !== told) {
      told = found.version;
      tell({ type: 'notice', level: 'info', message: `ShiftClipper ${found.version ?? ''} is there.`, next: 'Settings → Preferences' });
    }
    wait(found?.state === 'busy' || found?.state === 'failed' ? againMs : dayMs);
  };
  wait(firstMs);
  return () => clearTimeout(timer);
}
