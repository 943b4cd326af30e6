/** Ways of playing: what to play, how fast, where to. Keeps the player's plan in step with what the user chose. */
import { endSeconds } from '../../../src-shared/domain/video.ts';
import { player } from '../../player/current-player.ts';
import { playEverything, type PlaybackPlan } from '../../player/playback-plan.ts';
import { fasterSpeed, shuttleSpeed, slowerSpeed } from '../../player/shuttle.ts';
import { notify } from '../../stores/app-store.ts';
import { playScopes, usePlayhead, type PlayheadState, type PlayScope } from '../../stores/playhead.ts';
import { missedOf, selectedMissed, selectedSegment, shownSegments, useReview, type ReviewState } from '../../stores/review-store.ts';
import { setTimelineView, useTimelineView } from '../../stores/timeline-view.ts';
import { viewAround, viewShowing, zoomAt } from '../../timeline/time-scale.ts';
import { texts } from '../../texts.ts';

/** Moves the playhead and, if need be, the timeline's window. */
export function seekTo(timeSeconds: number): void {
  const game = gameNow();
  if (game !== null) setTimelineView(viewShowing(useTimelineView.getState().view, game, timeSeconds));
  usePlayhead.setState({ timeSeconds });
  player()?.seek(timeSeconds);
}

export function seekBy(seconds: number): void {
  seekTo(usePlayhead.getState().timeSeconds + seconds);
}

export function togglePlay(): void {
  const { playing, onceSegmentId, timeSeconds, speed } = usePlayhead.getState();
  if (!playing) {
    const once = passageOfId(useReview.getState(), onceSegmentId);
    if (once !== null && (timeSeconds < once.start || timeSeconds >= once.end - 0.2)) usePlayhead.setState({ onceSegmentId: null });
    if (speed < 0) player()?.setSpeed(-speed);
    syncPlan();
  }
  player()?.toggle();
}

/** Plays the selected segment or missed stretch from its start and stops at its end. */
export function playSegment(): void {
  const state = useReview.getState();
  const segment = selectedSegment(state) ?? selectedMissed(state);
  if (segment === null) return;
  usePlayhead.setState({ onceSegmentId: segment.id });
  syncPlan();
  seekTo(segment.start);
  if (usePlayhead.getState().speed < 0) player()?.setSpeed(1);
  player()?.play();
}

export function shuttle(key: 'back' | 'forward'): void {
  const { playing, speed } = usePlayhead.getState();
  const next = shuttleSpeed(playing ? speed : 0, key);
  if (next === 0) return player()?.pause();
  usePlayhead.setState({ onceSegmentId: null });
  syncPlan();
  player()?.setSpeed(next);
  if (!playing) player()?.play();
}

export function changeSpeed(how: 'slower' | 'faster' | 'normal'): void {
  const speed = Math.abs(usePlayhead.getState().speed);
  player()?.setSpeed(how === 'normal' ? 1 : how === 'faster' ? fasterSpeed(speed) : slowerSpeed(speed));
}

export function toggleLoop(): void {
  usePlayhead.setState(({ loop }) => ({ loop: !loop }));
}

export function setScope(scope: PlayScope): void {
  usePlayhead.setState({ scope, onceSegmentId: null });
  const empty = scope !== 'everything' && spansOf(scope, useReview.getState()).length === 0;
  if (empty) notify({ level: 'info', message: texts.review.scopeEmpty[scope] });
}

export function nextScope(): void {
  const { scope } = usePlayhead.getState();
  setScope(playScopes[(playScopes.indexOf(scope) + 1) % playScopes.length]!);
}

export function toggleMuted(): void {
  usePlayhead.setState(({ muted }) => ({ muted: !muted }));
  player()?.setMuted(usePlayhead.getState().muted);
}

export function zoomBy(factor: number): void {
  const game = gameNow();
  const { view } = useTimelineView.getState();
  const { timeSeconds } = usePlayhead.getState();
  const anchor = timeSeconds >= view.start && timeSeconds <= view.end ? timeSeconds : (view.start + view.end) / 2;
  if (game !== null) setTimelineView(zoomAt(view, game, anchor, factor));
}

export function zoomToSegment(): void {
  const game = gameNow();
  const segment = selectedSegment(useReview.getState()) ?? selectedMissed(useReview.getState());
  if (game !== null && segment !== null) setTimelineView(viewAround(segment, game));
}

export function zoomToGame(): void {
  const game = gameNow();
  if (game !== null) setTimelineView(game);
}

/** Follows the stores; returns the way to stop. */
export function keepPlanInStep(): () => void {
  syncPlan();
  const stops = [useReview.subscribe(syncPlan), usePlayhead.subscribe((state, before) => { if (state.loop !== before.loop || state.scope !== before.scope || state.onceSegmentId !== before.onceSegmentId) syncPlan(); })];
  return () => stops.forEach((stop) => stop());
}

function syncPlan(): void {
  player()?.setPlan(planOf(useReview.getState(), usePlayhead.getState()));
}

/** Loop wins over once, once over scope. */
export function planOf(review: ReviewState, { loop, scope, onceSegmentId }: Pick<PlayheadState, 'loop' | 'scope' | 'onceSegmentId'>): PlaybackPlan {
  const selected = selectedSegment(review) ?? selectedMissed(review);
  if (loop && selected !== null) return { within: { span: selected, atEnd: 'again' }, only: null };
  const once = passageOfId(review, onceSegmentId);
  if (once !== null) return { within: { span: once, atEnd: 'stop' }, only: null };
  const only = spansOf(scope, review);
  return scope === 'everything' || only.length === 0 ? playEverything : { within: null, only };
}

function passageOfId(review: ReviewState, id: string | null): { start: number; end: number } | null {
  if (id === null) return null;
  return shownSegments(review).find((segment) => segment.id === id) ?? missedOf(review).find((stretch) => stretch.id === id) ?? null;
}

function spansOf(scope: PlayScope, review: ReviewState): Array<{ start: number; end: number }> {
  return shownSegments(review).filter((segment) => (scope === 'accepted' ? segment.verdict === 'accepted' : segment.verdict !== 'rejected'));
}

function gameNow(): { start: number; end: number } | null {
  const { media } = useReview.getState();
  return media === null ? null : { start: media.startSeconds, end: endSeconds(media) };
}
