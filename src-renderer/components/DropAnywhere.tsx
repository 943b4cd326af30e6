/** Takes files dropped anywhere on the window and says so while they are held above it. */
import { useEffect, useState } from 'react';
import { addDroppedFiles } from '../stores/add-games.ts';
import { texts } from '../texts.ts';
import { Icon } from './Icon.tsx';
import './DropAnywhere.css';

export function DropAnywhere() {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // enter and leave come for every element on the way; only the count tells whether the window was left
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setHeld(true);
    };
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHeld(false);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setHeld(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      void addDroppedFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!held) return null;
  return (
    <div className="drop-anywhere">
      <div className="drop-anywhere-frame">
        <Icon name="film" size={36} />
        <strong>{texts.games.dropHere}</strong>
        <span className="soft">{texts.games.dropHint}</span>
      </div>
    </div>
  );
}
