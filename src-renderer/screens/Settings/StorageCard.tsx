/** What each game costs on the disk, and what can go without losing an answer. */
import { useState } from 'react';
import type { StorageUse } from '../../../src-shared/contract/desktop-api.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Menu } from '../../components/Menu.tsx';
import { attempt, notify } from '../../stores/app-store.ts';
import { useAsked } from '../../stores/use-asked.ts';
import { sizeWords } from '../../stores/size-words.ts';
import { texts } from '../../texts.ts';

type Game = StorageUse['games'][number];
const parts = ['seen', 'preview', 'clips', 'rest'] as const;

const ask = (): Promise<StorageUse> => call('storageUse', {});

export function StorageCard() {
  const [use, setUse] = useAsked(ask, null);
  const [forgetting, setForgetting] = useState<Game | null>(null);
  const words = texts.desktop.storage;
  const look = async (): Promise<void> => {
    const found = await attempt(ask());
    if (found !== null) setUse(found);
  };
  if (use === null) return <p className="soft">{texts.common.loading}</p>;
  const clean = async ({ jobId }: Game): Promise<void> => {
    const freed = await attempt(call('freeGameSpace', { jobId }));
    if (freed !== null) notify({ level: 'info', message: words.cleaned(sizeWords(freed.bytes)) });
    await look();
  };
  const forget = async ({ jobId }: Game): Promise<void> => {
    setForgetting(null);
    const freed = await attempt(call('forgetPeople', { jobId }));
    if (freed !== null) notify({ level: 'info', message: words.forgot(sizeWords(freed.bytes)) });
    await look();
  };
  return (
    <div id="storage" className="storage">
      {use.freeBytes === null ? null : <p className="soft">{words.free(sizeWords(use.freeBytes))}</p>}
      {use.games.length === 0 ? <p className="soft">{words.none}</p> : (
        <ul className="storage-list">
          {[...use.games].sort((a, b) => b.bytes - a.bytes).map((game) => (
            <li key={game.jobId}>
              <span>{game.name}</span>
              <span className="tabular">{sizeWords(game.bytes)}</span>
              <Menu label={texts.games.more(game.name)} items={[{ label: words.clean, icon: 'trash', run: () => void clean(game) }, { label: words.forget, icon: 'players', danger: true, disabled: !game.knowsPeople, run: () => setForgetting(game) }]} />
              <span className="faint storage-parts">{parts.filter((part) => game.parts[part] > 0).map((part) => `${words.parts[part]} ${sizeWords(game.parts[part])}`).join(' · ')}{game.knowsPeople ? '' : ` · ${words.gone}`}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="faint">{words.other(sizeWords(use.queueBytes), sizeWords(use.logBytes))}</p>
      {forgetting === null ? null : (
        <Dialog title={words.forgetSure} onClose={() => setForgetting(null)} footer={<><Button onClick={() => setForgetting(null)}>{texts.common.cancel}</Button><Button kind="danger" onClick={() => void forget(forgetting)}>{words.forget}</Button></>}>
          <p><strong>{forgetting.name}</strong></p><p>{words.forgetHint}</p>
        </Dialog>
      )}
    </div>
  );
}
