/** The empty list: what the app does and the one thing to do. The whole window takes drops; this is where one looks. */
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { chooseAndAdd } from '../../stores/add-games.ts';
import { texts } from '../../texts.ts';
import './DropZone.css';

export function DropZone() {
  return (
    <div className="drop-zone">
      <Icon name="film" size={44} />
      <h2>{texts.games.emptyTitle}</h2>
      <p>{texts.games.emptyBody}</p>
      <Button kind="primary" icon="folder" onClick={() => void chooseAndAdd()}>{texts.games.choose}</Button>
      <p className="faint drop-zone-formats">{texts.games.emptyFormats}</p>
    </div>
  );
}
