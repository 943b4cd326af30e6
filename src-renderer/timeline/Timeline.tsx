/** The timeline: lanes of the whole answer, a map of the game below. Canvas; the list of segments beside it is its accessible twin. */
import { useEffect, useMemo, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { endSeconds, framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { onPlayheadMoved, usePlayhead } from '../stores/playhead.ts';
import { missedOf, shownSegments, useReview } from '../stores/review-store.ts';
import { useTheme } from '../stores/theme.ts';
import { setTimelineView, useTimelineView } from '../stores/timeline-view.ts';
import { texts } from '../texts.ts';
import type { TimelinePicture } from './draw-timeline.ts';
import { laneNames, lanesHeight, laneOf } from './lanes.ts';
import { minimapHeight } from './draw-minimap.ts';
import { readTimelineColours } from './timeline-colours.ts';
import { TimelineHover, type HoverPlace } from './TimelineHover.tsx';
import { paintTimeline, type TimelinePainter } from './timeline-painter.ts';
import { timelinePointer, type DraggedEdge } from './timeline-pointer.ts';
import { answerScene, indexed, type TimelineScene } from './timeline-scene.ts';
import { clampView, viewShowing, xToTime } from './time-scale.ts';
import './Timeline.css';

interface TimelineProps {
  media: MediaInfo;
  onSeek: (timeSeconds: number) => void;
  onSelect: (segmentId: string, timeSeconds: number) => void;
  onTrim: (segmentId: string, start: number, end: number) => void;
}

export function Timeline(props: TimelineProps) {
  const { media } = props;
  const results = useReview((state) => state.results);
  const debug = useReview((state) => state.debug);
  const missed = useReview(missedOf);
  const segments = useReview(shownSegments);
  const answer = useMemo(() => answerScene(media, results, debug), [media, results, debug]);
  const scene = useMemo<TimelineScene>(() => ({ ...answer, segments: indexed(segments), missed: indexed(missed) }), [answer, segments, missed]);
  const lanesCanvas = useRef<HTMLCanvasElement>(null);
  const playheadCanvas = useRef<HTMLCanvasElement>(null);
  const minimapCanvas = useRef<HTMLCanvasElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const painter = useRef<TimelinePainter | null>(null);
  const dragged = useRef<DraggedEdge | null>(null);
  const now = useRef({ scene, props });
  now.current = { scene, props };
  const [hover, setHover] = useState<HoverPlace | null>(null);

  useEffect(() => setTimelineView({ start: media.startSeconds, end: endSeconds(media) }), [media]);
  useEffect(() => painter.current?.invalidate('data'), [scene]);

  const widthNow = (): number => place.current?.clientWidth ?? 0;
  const [pointer] = useState(() => timelinePointer(
    () => ({
      scene: now.current.scene, view: useTimelineView.getState().view, width: widthNow(), selectedId: selectedIdNow(),
      frameSeconds: 1 / framesPerSecond(now.current.props.media), timeSeconds: usePlayhead.getState().timeSeconds,
    }),
    {
      seek: (time) => now.current.props.onSeek(time),
      select: (id, time) => now.current.props.onSelect(id, time),
      setView: setTimelineView,
      showDrag: (edge) => { dragged.current = edge; painter.current?.invalidate('view'); },
      trim: ({ id, start, end }) => now.current.props.onTrim(id, start, end),
    },
  ));

  useEffect(() => {
    let colours = readTimelineColours();
    const font = `500 11px ${getComputedStyle(document.body).fontFamily}`;
    const pictureNow = (): TimelinePicture => {
      const { marks, change, selection } = useReview.getState();
      return {
        scene: now.current.scene, view: useTimelineView.getState().view, width: widthNow(), selectedId: selectedIdNow(),
        selectedMissed: selection?.kind === 'missed' ? selection.id : null, marks, dragged: dragged.current, change, colours, font,
      };
    };
    const painting = paintTimeline({ lanes: lanesCanvas.current!, playhead: playheadCanvas.current!, minimap: minimapCanvas.current! }, pictureNow);
    painter.current = painting;
    const sizes = new ResizeObserver(() => painting.invalidate('data'));
    sizes.observe(place.current!);
    const stops = [
      onPlayheadMoved((time) => {
        if (usePlayhead.getState().playing) setTimelineView(viewShowing(useTimelineView.getState().view, now.current.scene.game, time));
        painting.invalidate('playhead');
      }),
      useTimelineView.subscribe(() => painting.invalidate('view')),
      useReview.subscribe((state, before) => { if (state.selection !== before.selection || state.marks !== before.marks || state.change !== before.change) painting.invalidate('view'); }),
      useTheme.subscribe(() => { colours = readTimelineColours(); painting.invalidate('data'); }),
    ];
    // React's wheel listeners are passive: the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      pointer.wheel(event.offsetX, event.deltaX, event.deltaY, event.shiftKey);
    };
    const surface = playheadCanvas.current!;
    surface.addEventListener('wheel', onWheel, { passive: false });
    painting.invalidate('data');
    return () => {
      surface.removeEventListener('wheel', onWheel);
      stops.forEach((stop) => stop());
      sizes.disconnect();
      painting.dispose();
      painter.current = null;
    };
  }, [pointer]);

  const spot = (event: ReactPointerEvent): { x: number; y: number } => {
    const rect = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - rect.left, y: event.clientY - rect.top };
  };
  const goByMinimap = (event: ReactPointerEvent): void => {
    const { game } = now.current.scene;
    const { view } = useTimelineView.getState();
    const half = (view.end - view.start) / 2;
    const middle = xToTime(game, widthNow(), spot(event).x);
    setTimelineView(clampView({ start: middle - half, end: middle + half }, game));
  };
  return (
    <section className="timeline" aria-label={texts.review.timeline} title="">
      <div className="timeline-names" aria-hidden="true" style={{ height: lanesHeight }}>
        {laneNames.map((name) => <span key={name} style={{ top: laneOf(name).top, height: laneOf(name).height }}>{texts.review.lanes[name]}</span>)}
      </div>
      <div ref={place} className="timeline-place">
        <div className="timeline-lanes" style={{ height: lanesHeight }}>
          <canvas ref={lanesCanvas} className="timeline-canvas" aria-hidden="true" />
          <canvas
            ref={playheadCanvas}
            className="timeline-canvas"
            aria-hidden="true"
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              const at = spot(event);
              event.currentTarget.setPointerCapture(event.pointerId);
              pointer.down(at.x, at.y);
            }}
            onPointerMove={(event) => {
              const at = spot(event);
              pointer.move(at.x, at.y, event.altKey);
              event.currentTarget.style.cursor = pointer.cursorAt(at.x, at.y);
              painter.current?.setHover(at.x);
              setHover({ ...at, width: widthNow() });
            }}
            onPointerUp={(event) => pointer.up(spot(event).x)}
            onPointerCancel={() => pointer.cancel()}
            onPointerLeave={() => { painter.current?.setHover(null); setHover(null); }}
          />
        </div>
        <canvas
          ref={minimapCanvas}
          className="timeline-minimap"
          style={{ height: minimapHeight }}
          aria-hidden="true"
          onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); goByMinimap(event); }}
          onPointerMove={(event) => { if (event.buttons === 1) goByMinimap(event); }}
        />
        {hover === null ? null : <TimelineHover at={hover} scene={scene} />}
      </div>
    </section>
  );
}

function selectedIdNow(): string | null {
  const { selection } = useReview.getState();
  return selection?.kind === 'segment' ? selection.id : null;
}

