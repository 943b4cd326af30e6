/** What the corner says about the target over time. Pure. */
import type { StateTransition } from '../../src-shared/domain/identity.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import type { Caption } from '../drawing/ass-document.ts';

export interface TargetTrack extends Span { trackId: number }

/** From the identity's transitions; without any, from the spans in which a track is the target. Covers `span` without holes. */
export function targetCaptions(span: Span, transitions: readonly StateTransition[], targetTracks: readonly TargetTrack[]): Caption[] {
  const changes = transitions.length > 0 ? fromTransitions(transitions) : fromTracks(targetTracks);
  const before = changes.findLast((change) => change.at <= span.start)?.text ?? 'target: searching';
  const inside = changes.filter((change) => change.at > span.start && change.at < span.end);
  const starts = [{ at: span.start, text: before }, ...inside];
  return starts.map((change, i) => ({ start: change.at, end: starts[i + 1]?.at ?? span.end, text: change.text })).filter((caption) => caption.end > caption.start);
}

interface Change { at: number; text: string }

function fromTransitions(transitions: readonly StateTransition[]): Change[] {
  return [...transitions].sort((a, b) => a.timeSeconds - b.timeSeconds).map((t) => ({
    at: t.timeSeconds, text: `target: ${t.to}${t.trackId === null || t.to === 'searching' ? '' : ` (track ${t.trackId})`} – ${t.reason}`,
  }));
}

function fromTracks(tracks: readonly TargetTrack[]): Change[] {
  const edges = tracks.flatMap((track) => [track.start, track.end]).sort((a, b) => a - b);
  return edges.map((at) => {
    const on = tracks.find((track) => track.start <= at && at < track.end);
    return { at, text: on === undefined ? 'target: searching' : `target: on screen (track ${on.trackId})` };
  });
}
