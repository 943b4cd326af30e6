/** The picture and what is drawn over it. The canvas follows the video's frames by itself; React renders only what rarely changes. */
import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import { endSeconds, framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { Point } from '../../src-shared/domain/geometry.ts';
import { chunkAt, keepNear, useObservations } from '../stores/observations-store.ts';
import { onPlayheadMoved, usePlayhead } from '../stores/playhead.ts';
import { useReview } from '../stores/review-store.ts';
import { useTheme } from '../stores/theme.ts';
import { texts } from '../texts.ts';
import { trailOf } from './boxes-at.ts';
import { boxesNow } from './boxes-now.ts';
import { setCurrentPlayer } from './current-player.ts';
import { drawOverlay } from './draw-overlay.ts';
import { containedRect, fitCanvas } from '../components/fit-canvas.ts';
import { frameAt, type FrameRaster } from './frame-times.ts';
import { readOverlayColours } from './overlay-colours.ts';
import { useOverlay } from './overlay-layers.ts';
import { controlPlayer } from './player-control.ts';
import { boxUnder } from './target-boxes.ts';
import './VideoStage.css';

interface VideoStageProps {
  src: string;
  media: MediaInfo;
  /** A place in the picture was clicked, 0–1 of its width and height. */
  onPictureClick: (point: Point) => void;
  onUnplayable: () => void;
}

const trailSeconds = 2.5;

export function VideoStage({ src, media, onPictureClick, onUnplayable }: VideoStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useRef<number | null>(null);
  const redraw = useRef<() => void>(() => undefined);
  const tool = useReview((state) => state.tool);

  useEffect(() => {
    const element = video.current!;
    const control = controlPlayer(element, rasterOf(media, null));
    control.setMuted(usePlayhead.getState().muted);
    setCurrentPlayer(control);
    const stopChunks = followChunks(media, (known) => control.setRaster(rasterOf(media, known)));
    control.seek(usePlayhead.getState().timeSeconds);
    return () => {
      stopChunks();
      setCurrentPlayer(null);
      control.dispose();
    };
  }, [src, media]);

  useEffect(() => {
    let colours = readOverlayColours();
    const draw = (): void => {
      if (stage.current === null) return; // A store may speak once more while the stage goes away.
      const place = stage.current.getBoundingClientRect();
      const picture = containedRect(place, media);
      const target = canvas.current!;
      target.style.left = `${picture.x}px`;
      target.style.top = `${picture.y}px`;
      target.style.width = `${picture.width}px`;
      target.style.height = `${picture.height}px`;
      const context = fitCanvas(target, picture.width, picture.height);
      const { visible, layers } = useOverlay.getState();
      const { tool, pickedTracklet } = useReview.getState();
      const now = boxesNow();
      // Which frame's boxes are drawn: what a test compares with the number burned into the picture.
      target.dataset['frame'] = String(frameAt(rasterOf(media, null), now.timeSeconds));
      if (!visible && tool === 'look') return context.clearRect(0, 0, picture.width, picture.height);
      const trails = new Map(layers.trails && now.chunk !== null ? now.boxes.map((box) => [box.tracklet, trailOf(now.chunk!, box.tracklet, now.timeSeconds, trailSeconds)]) : []);
      drawOverlay(context, {
        width: picture.width, height: picture.height, boxes: now.boxes, trails,
        layers: tool === 'look' ? layers : { ...layers, boxes: true },
        state: now.state, stateWords: now.state === null ? '' : texts.review.overlayState(texts.review.states[now.state]), colourWord: texts.review.colourShort,
        highlighted: pickedTracklet ?? hovered.current,
      }, colours);
    };
    redraw.current = draw;
    const stops = [
      // Drawn inside the frame's own callback, so boxes and picture change together.
      usePlayhead.subscribe((state, before) => { if (state.shownSeconds !== before.shownSeconds) draw(); }),
      useOverlay.subscribe(draw),
      useObservations.subscribe(draw),
      useReview.subscribe((state, before) => { if (state.debug !== before.debug || state.results !== before.results || state.tool !== before.tool || state.pickedTracklet !== before.pickedTracklet) draw(); }),
      useTheme.subscribe(() => { colours = readOverlayColours(); draw(); }),
    ];
    const sizes = new ResizeObserver(draw);
    sizes.observe(stage.current!);
    return () => {
      stops.forEach((stop) => stop());
      sizes.disconnect();
    };
  }, [media]);

  const pointOf = (event: ReactPointerEvent): Point | null => {
    const rect = canvas.current!.getBoundingClientRect();
    const point = { x: (event.clientX - rect.left) / rect.width, y: (event.clientY - rect.top) / rect.height };
    return point.x < 0 || point.x > 1 || point.y < 0 || point.y > 1 ? null : point;
  };
  const onPointerMove = (event: ReactPointerEvent): void => {
    const point = pointOf(event);
    const under = point === null ? null : (boxUnder(boxesNow().boxes, point)?.tracklet ?? null);
    if (under === hovered.current) return;
    hovered.current = under;
    redraw.current();
  };
  return (
    <div
      ref={stage}
      className={`stage stage-${tool}`}
      onPointerMove={onPointerMove}
      onPointerLeave={() => { hovered.current = null; redraw.current(); }}
      onClick={(event) => {
        const point = pointOf(event as unknown as ReactPointerEvent);
        if (point !== null) onPictureClick(point);
      }}
    >
      <video
        ref={video}
        className="stage-video"
        src={src}
        preload="auto"
        playsInline
        disablePictureInPicture
        aria-label={texts.review.video}
        tabIndex={-1}
        onError={onUnplayable}
        onLoadedMetadata={(event) => { if (event.currentTarget.videoWidth === 0) onUnplayable(); }}
      />
      <canvas ref={canvas} className="stage-overlay" aria-hidden="true" />
    </div>
  );
}

function rasterOf(media: MediaInfo, knownTimes: Float64Array | null): FrameRaster {
  return { startSeconds: media.startSeconds, endSeconds: endSeconds(media), framesPerSecond: framesPerSecond(media), knownTimes };
}

/** Keeps the chunks near the playhead; where the rate varies their times become the frames to step along. */
function followChunks(media: MediaInfo, onKnownTimes: (times: Float64Array | null) => void): () => void {
  let current: number | null = null;
  const tellTimes = (): void => {
    if (!media.variableFrameRate) return;
    const at = chunkAt(media.chunks, usePlayhead.getState().timeSeconds);
    onKnownTimes((at === null ? null : useObservations.getState().chunks.get(at.index))?.chunk.frames.pts ?? null);
  };
  const follow = (time: number): void => {
    keepNear(media.chunks, time);
    const at = chunkAt(media.chunks, time)?.index ?? null;
    if (at !== current) tellTimes();
    current = at;
  };
  follow(usePlayhead.getState().timeSeconds);
  const stops = [onPlayheadMoved(follow), useObservations.subscribe(tellTimes)];
  return () => stops.forEach((stop) => stop());
}
