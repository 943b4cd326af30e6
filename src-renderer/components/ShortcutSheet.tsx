/** All shortcuts that are live on this screen, searchable; each can be given another key. */
import { useState } from 'react';
import { useApp } from '../stores/app-store.ts';
import { bindKeys, useKeyBindings } from '../stores/key-bindings.ts';
import { useShortcutGroups, type Shortcut, type ShortcutGroup } from '../stores/shortcuts.ts';
import { texts } from '../texts.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { matchingShortcuts } from './matching-shortcuts.ts';
import { ShortcutRow } from './ShortcutRow.tsx';
import './ShortcutSheet.css';

const words = texts.common;

export function ShortcutSheet() {
  const open = useApp((state) => state.shortcutSheetOpen);
  return open ? <OpenSheet /> : null;
}

export function toggleShortcutSheet(): void {
  useApp.setState(({ shortcutSheetOpen }) => ({ shortcutSheetOpen: !shortcutSheetOpen }));
}

function OpenSheet() {
  const groups = useShortcutGroups((state) => state.groups);
  const bindings = useKeyBindings((state) => state.byAction);
  const [query, setQuery] = useState('');
  const [changing, setChanging] = useState<string | null>(null);
  const found = matchingShortcuts(groups, query, bindings);
  const actions = groups.flatMap((group) => group.shortcuts);
  return (
    <Dialog
      wide title={words.shortcuts} onClose={toggleShortcutSheet}
      footer={Object.keys(bindings).length === 0 ? undefined : <Button onClick={() => bindKeys({})}>{words.resetAllKeys}</Button>}
    >
      <input className="input" type="text" role="searchbox" data-initial-focus aria-label={words.searchShortcuts} placeholder={words.searchShortcuts} value={query} onChange={(event) => setQuery(event.target.value)} />
      {found.length === 0 ? <p className="soft shortcut-none">{words.noShortcutMatches}</p> : null}
      <div className="shortcut-groups">{found.map((group) => <Group key={group.name} group={group} actions={actions} changing={changing} onChanging={setChanging} />)}</div>
    </Dialog>
  );
}

interface GroupProps {
  group: ShortcutGroup;
  actions: readonly Shortcut[];
  changing: string | null;
  onChanging: (id: string | null) => void;
}

function Group({ group, actions, changing, onChanging }: GroupProps) {
  return (
    <section>
      <h3>{group.name}</h3>
      <ul>
        {group.shortcuts.map((shortcut) => (
          <ShortcutRow key={shortcut.id} shortcut={shortcut} actions={actions} isChanging={changing === shortcut.id} onChanging={(on) => onChanging(on ? shortcut.id : null)} />
        ))}
      </ul>
    </section>
  );
}
