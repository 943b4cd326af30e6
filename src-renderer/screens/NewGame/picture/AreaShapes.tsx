/** Playing surface, benches and penalty boxes over the picture, and the one that is being drawn. */
import type { Point } from '../../../../src-shared/domain/geometry.ts';
import type { NamedArea, Tool } from '../tool.ts';

interface AreaShapesProps {
  areas: readonly NamedArea[];
  drawing: Extract<Tool, { kind: 'area' }> | null;
  /** Where the next corner would be. */
  pointer: Point | null;
}

export function AreaShapes({ areas, drawing, pointer }: AreaShapesProps) {
  const corners = drawing?.corners ?? [];
  const line = pointer === null || corners.length === 0 ? corners : [...corners, pointer];
  return (
    <>
    <svg className="picture-areas" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {areas.map(({ area, index, corners: own }) => <polygon key={`${area}${index}`} className={`area area-${area}`} points={pointsOf(own)} />)}
      {drawing === null ? null : <polyline className={`area area-drawing area-${drawing.area}`} points={pointsOf(line)} />}
    </svg>
    {corners.map((corner, index) => <span key={index} className={`area-corner${index === 0 ? ' area-corner-first' : ''}`} style={{ left: `${corner.x * 100}%`, top: `${corner.y * 100}%` }} />)}
    </>
  );
}

function pointsOf(corners: readonly Point[]): string {
  return corners.map(({ x, y }) => `${x},${y}`).join(' ');
}
