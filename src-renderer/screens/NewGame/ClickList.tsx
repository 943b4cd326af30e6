/** Where the user said "him" or "not him": go there, take it back. */
import { formatTime } from '../../../src-shared/domain/time.ts';
import type { Click } from '../../../src-shared/domain/target.ts';
import { IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { texts } from '../../texts.ts';
import './ClickList.css';

interface ClickListProps {
  clicks: readonly Click[];
  onGo: (timeSeconds: number) => void;
  onRemove: (click: Click) => void;
}

export function ClickList({ clicks, onGo, onRemove }: ClickListProps) {
  const words = texts.newGame;
  if (clicks.length === 0) return <p className="field-hint">{words.noClicks} {words.clicksHint}</p>;
  return (
    <ul className="click-list" aria-label={words.clicks}>
      {[...clicks].sort((a, b) => a.timeSeconds - b.timeSeconds).map((click) => {
        const time = formatTime(click.timeSeconds, 2);
        return (
          <li key={`${click.timeSeconds} ${click.x} ${click.y}`} className={`click-row click-${click.kind}`}>
            <button type="button" className="click-go" aria-label={words.goTo(time)} onClick={() => onGo(click.timeSeconds)}>
              <Icon name={click.kind === 'him' ? 'check' : 'close'} size={13} />
              <span>{click.kind === 'him' ? words.him : words.notHim}</span>
              <span className="tabular soft">{time}</span>
            </button>
            <IconButton small icon="trash" label={words.removeClick(time)} onClick={() => onRemove(click)} />
          </li>
        );
      })}
    </ul>
  );
}
