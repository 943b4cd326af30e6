/** All shortcuts that are live on this screen, searchable. */
import { useState } from 'react';
import { useApp } from '../stores/app-store.ts';
import { useShortcutGroups, type ShortcutGroup } from '../stores/shortcuts.ts';
import { texts } from '../texts.ts';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';
import { matchingShortcuts } from './matching-shortcuts.ts';
import './ShortcutSheet.css';

export function ShortcutSheet() {
  const open = useApp((state) => state.shortcutSheetOpen);
  return open ? <OpenSheet /> : null;
}

export function toggleShortcutSheet(): void {
  useApp.setState(({ shortcutSheetOpen }) => ({ shortcutSheetOpen: !shortcutSheetOpen }));
}

function OpenSheet() {
  const groups = useShortcutGroups((state) => state.groups);
  const [query, setQuery] = useState('');
  const found = matchingShortcuts(groups, query);
  return (
    <Dialog wide title={texts.common.shortcuts} onClose={toggleShortcutSheet}>
      <input className="input" type="text" role="searchbox" data-initial-focus aria-label={texts.common.searchShortcuts} placeholder={texts.common.searchShortcuts} value={query} onChange={(event) => setQuery(event.target.value)} />
      {found.length === 0 ? <p className="soft shortcut-none">{texts.common.noShortcutMatches}</p> : null}
      <div className="shortcut-groups">{found.map((group) => <Group key={group.name} group={group} />)}</div>
    </Dialog>
  );
}

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section>
      <h3>{group.name}</h3>
      <ul>
        {group.shortcuts.map((shortcut) => (
          <li key={shortcut.id} className="shortcut-row">
            <span>{shortcut.label}</span>
            <span className="shortcut-keys">{shortcut.keys.map((keys) => <Kbd key={keys} keys={keys} />)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
