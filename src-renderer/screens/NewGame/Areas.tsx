/** Optional areas of a camera that stands still: drawn in the picture, listed here. */
import { Button, IconButton } from '../../components/Button.tsx';
import { texts } from '../../texts.ts';
import type { AreaKind, SetupDraft } from './setup-draft.ts';
import { areasOf, withoutArea, type Tool } from './tool.ts';

interface AreasProps {
  draft: SetupDraft;
  tool: Tool;
  onDraw: (area: AreaKind) => void;
  onChange: (draft: SetupDraft) => void;
}

const kinds: AreaKind[] = ['playingSurface', 'benches', 'penaltyBoxes'];

export function Areas({ draft, tool, onDraw, onChange }: AreasProps) {
  const words = texts.newGame;
  return (
    <div className="field">
      <p className="field-hint">{tool.kind === 'area' ? words.drawing(words.area[tool.area]) : words.areasHint}</p>
      <div className="setup-buttons">
        {kinds.map((area) => <Button key={area} small icon="polygon" aria-pressed={tool.kind === 'area' && tool.area === area} onClick={() => onDraw(area)}>{words.drawArea(words.area[area])}</Button>)}
      </div>
      <ul>
        {areasOf(draft).map(({ area, index, corners }) => (
          <li key={`${area}${index}`} className="setup-area-row">
            <span>{words.area[area]} <span className="faint">{words.corners(corners.length)}</span></span>
            <IconButton small icon="trash" label={words.removeArea(words.area[area])} onClick={() => onChange(withoutArea(draft, area, index))} />
          </li>
        ))}
      </ul>
    </div>
  );
}
