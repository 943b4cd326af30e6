/** One bar a game, in minutes on screen. The table beside it says the same to who can not see it. */
import type { SeasonGame } from '../../../src-shared/domain/team.ts';

const height = 120;
const step = 44;

export function SeasonChart({ lines, label }: { lines: readonly SeasonGame[]; label: string }) {
  const most = Math.max(1, ...lines.map((line) => line.onScreenSeconds));
  return (
    <svg className="season-chart" role="img" aria-label={label} viewBox={`0 0 ${Math.max(4, lines.length) * step} ${height + 34}`} style={{ maxWidth: `${Math.max(4, lines.length) * step * 1.5}px` }}>
      {lines.map((line, index) => {
        const tall = (line.onScreenSeconds / most) * (height - 16);
        return (
          <g key={`${line.jobId} ${line.source}`} transform={`translate(${index * step} 0)`}>
            <title>{`${line.game}: ${(line.onScreenSeconds / 60).toFixed(1)} min`}</title>
            <rect className={`season-bar season-bar-${line.source}`} x={8} y={height - tall} width={step - 16} height={tall} rx={3} />
            <text x={step / 2} y={height - tall - 4} textAnchor="middle">{(line.onScreenSeconds / 60).toFixed(1)}</text>
            <text className="season-date" x={step / 2} y={height + 14} textAnchor="middle">{line.date.slice(5, 10)}</text>
          </g>
        );
      })}
    </svg>
  );
}
