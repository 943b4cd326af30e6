/** The picture with everything on top: marks, areas, the keyboard's cross, the magnifier. Turns pointer and keys into points; decides nothing. */
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type Ref } from 'react';
import type { Point } from '../../../../src-shared/domain/geometry.ts';
import type { Click } from '../../../../src-shared/domain/target.ts';
import { Icon } from '../../../components/Icon.tsx';
import { texts } from '../../../texts.ts';
import type { NamedArea, Tool } from '../tool.ts';
import { AreaShapes } from './AreaShapes.tsx';
import { Magnifier, type MagnifierHandle, type PictureElement } from './Magnifier.tsx';
import './PictureStage.css';

interface PictureStageProps {
  ref: Ref<{ focus(): void }>;
  ratio: number;
  tool: Tool;
  /** Clicks on the frame that is shown. */
  marks: readonly Click[];
  areas: readonly NamedArea[];
  element: () => PictureElement | null;
  onPoint: (point: Point) => void;
  onColor: (color: string) => void;
  children: ReactNode;
}

export function PictureStage({ ref, ratio, tool, marks, areas, element, onPoint, onColor, children }: PictureStageProps) {
  const box = useRef<HTMLDivElement>(null);
  const glass = useRef<MagnifierHandle>(null);
  const [cross, setCross] = useState<Point | null>(null);
  const [pointer, setPointer] = useState<Point | null>(null);
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }), []);
  const picking = tool.kind === 'color';

  const choose = (point: Point): void => {
    if (!picking) return onPoint(point);
    const color = glass.current?.show(element(), point) ?? null;
    glass.current?.hide();
    if (color !== null) onColor(color);
  };
  const pointOf = (event: PointerEvent): Point => {
    const area = box.current!.getBoundingClientRect();
    return { x: share((event.clientX - area.left) / area.width), y: share((event.clientY - area.top) / area.height) };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (picking) glass.current?.show(element(), pointOf(event));
    else if (tool.kind === 'area') setPointer(pointOf(event)); // only while drawing: the line follows the pointer
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.05 : event.altKey ? 0.001 : 0.01;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const at = cross ?? { x: 0.5, y: 0.5 };
    if (way !== undefined) {
      event.preventDefault();
      const next = { x: share(at.x + way[0]! * step), y: share(at.y + way[1]! * step * ratio) };
      setCross(next);
      if (picking) glass.current?.show(element(), next);
    } else if (event.key === 'Enter' && tool.kind !== 'area' && cross !== null) {
      event.preventDefault();
      choose(at);
    } else if (event.key === ' ' && tool.kind === 'area' && cross !== null) {
      event.preventDefault();
      choose(at);
    }
  };
  return (
    <div className="picture-fit">
      <div
        ref={box}
        className={`picture picture-tool-${tool.kind}`}
        style={{ aspectRatio: ratio, width: `min(100cqw, ${100 * ratio}cqh)` }}
        role="application"
        aria-label={texts.newGame.pictureLabel}
        tabIndex={0}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          setCross(null);
          choose(pointOf(event));
        }}
        onPointerMove={onPointerMove}
        onPointerLeave={() => { glass.current?.hide(); setPointer(null); }}
        onBlur={() => setCross(null)}
        onKeyDown={onKeyDown}
      >
        {children}
        <AreaShapes areas={areas} drawing={tool.kind === 'area' ? tool : null} pointer={cross ?? pointer} />
        {marks.map((click) => (
          <span key={`${click.timeSeconds} ${click.x} ${click.y}`} className={`picture-mark picture-mark-${click.kind}`} style={{ left: `${click.x * 100}%`, top: `${click.y * 100}%` }} title={click.kind === 'him' ? texts.newGame.him : texts.newGame.notHim}>
            <Icon name={click.kind === 'him' ? 'check' : 'close'} size={12} />
          </span>
        ))}
        {cross === null ? null : <span className="picture-cross" style={{ left: `${cross.x * 100}%`, top: `${cross.y * 100}%` }} />}
        <Magnifier ref={glass} />
      </div>
    </div>
  );
}

function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e5) / 1e5;
}
