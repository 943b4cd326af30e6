/** Every player of the roster as a row under the timeline, on the same stretch of time. A row's name asks for that player. */
import { useEffect, useRef, type PointerEvent } from 'react';
import type { RosterEntry } from '../../src-shared/domain/segment.ts';
import { fitCanvas } from '../components/fit-canvas.ts';
import { Swatch } from '../components/Swatch.tsx';
import { onPlayheadMoved, usePlayhead } from '../stores/playhead.ts';
import { shownSegments, useReview } from '../stores/review-store.ts';
import { useTheme } from '../stores/theme.ts';
import { useTimelineView } from '../stores/timeline-view.ts';
import { texts } from '../texts.ts';
import { drawShiftRows, shiftRowHeight } from './draw-shift-rows.ts';
import { readTimelineColours } from './timeline-colours.ts';
import { timeToX, xToTime } from './time-scale.ts';

interface ShiftChartProps {
  players: readonly RosterEntry[];
  onSeek: (timeSeconds: number) => void;
  onAsk: (player: RosterEntry) => void;
}

const words = texts.review;

export function ShiftChart({ players, onSeek, onAsk }: ShiftChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLSpanElement>(null);
  const target = useReview((state) => state.results?.target ?? null);
  const asked = players.find((player) => target !== null && player.number === target.jerseyNumber && (target.jerseyColor === null || player.teamColor === target.jerseyColor)) ?? null;
  useEffect(() => {
    let colours = readTimelineColours();
    let scheduled = 0;
    const paint = (): void => {
      scheduled = 0;
      const width = canvas.current?.parentElement?.clientWidth ?? 0;
      if (canvas.current === null || width < 10) return;
      const rows = players.map((player) => ({ spans: player === asked ? shownSegments(useReview.getState()).filter((segment) => segment.verdict !== 'rejected') : player.intervals, color: player.teamColor, isAsked: player === asked }));
      drawShiftRows(fitCanvas(canvas.current, width, players.length * shiftRowHeight), { rows, view: useTimelineView.getState().view, width, colours });
      moveLine();
    };
    const moveLine = (): void => {
      const width = canvas.current?.parentElement?.clientWidth ?? 0;
      if (line.current !== null) line.current.style.transform = `translateX(${timeToX(useTimelineView.getState().view, width, usePlayhead.getState().timeSeconds)}px)`;
    };
    const schedule = (): void => { if (scheduled === 0) scheduled = requestAnimationFrame(paint); };
    const sizes = new ResizeObserver(schedule);
    sizes.observe(canvas.current!.parentElement!);
    const stops = [
      useTimelineView.subscribe(schedule), onPlayheadMoved(moveLine),
      useReview.subscribe((state, before) => { if (shownSegments(state) !== shownSegments(before)) schedule(); }),
      useTheme.subscribe(() => { colours = readTimelineColours(); schedule(); }),
    ];
    schedule();
    return () => {
      stops.forEach((stop) => stop());
      sizes.disconnect();
      cancelAnimationFrame(scheduled);
    };
  }, [players, asked]);
  const seekAt = (event: PointerEvent): void => {
    const rect = event.currentTarget.getBoundingClientRect();
    onSeek(xToTime(useTimelineView.getState().view, rect.width, event.clientX - rect.left));
  };
  return (
    <section className="shift-chart" aria-label={words.actions.players}>
      <ul className="shift-names">
        {players.map((player) => (
          <li key={`${player.team} ${player.number}`} style={{ height: shiftRowHeight }}>
            <button type="button" className={`shift-name tabular${player === asked ? ' is-asked' : ''}`} title={words.askFor(player.number)} aria-label={words.askFor(player.number)} {...(player === asked ? { 'aria-current': true } : {})} onClick={() => onAsk(player)}>
              <Swatch color={player.teamColor} size={10} /> {player.number}
            </button>
          </li>
        ))}
      </ul>
      <div className="shift-rows" onPointerDown={seekAt} onPointerMove={(event) => { if (event.buttons === 1) seekAt(event); }}>
        <canvas ref={canvas} aria-hidden="true" />
        <span ref={line} className="shift-line" aria-hidden="true" />
      </div>
    </section>
  );
}
