/**
 * Where the game stands and how it plays. `timeSeconds` and `shownSeconds` change with every frame: never select them in a
 * component, subscribe to them (usePlayhead.subscribe) and draw. Everything else changes by the user's hand only.
 */
import { create } from 'zustand';

export const playScopes = ['everything', 'segments', 'accepted'] as const;
export type PlayScope = (typeof playScopes)[number];

export interface PlayheadState {
  /** Where the user is: what he asked for last, or what plays. Presentation time of the file. */
  timeSeconds: number;
  /** Start of the frame that is really on screen; boxes are drawn for it. null before the first frame. */
  shownSeconds: number | null;
  playing: boolean;
  /** Signed speed while playing; negative goes back. */
  speed: number;
  /** Play the selected segment again and again. */
  loop: boolean;
  scope: PlayScope;
  muted: boolean;
  /** Play this segment once and stop at its end. */
  onceSegmentId: string | null;
  /** File time minus the video element's time; not 0 where a preview copy begins elsewhere than its original. */
  elementOffsetSeconds: number;
}

export const startOfPlayhead: PlayheadState = { timeSeconds: 0, shownSeconds: null, playing: false, speed: 1, loop: false, scope: 'everything', muted: false, onceSegmentId: null, elementOffsetSeconds: 0 };

export const usePlayhead = create<PlayheadState>()(() => startOfPlayhead);

/** Calls back whenever the position moves, without React; returns the way to stop. */
export function onPlayheadMoved(listener: (timeSeconds: number) => void): () => void {
  return usePlayhead.subscribe((state, before) => {
    if (state.timeSeconds !== before.timeSeconds) listener(state.timeSeconds);
  });
}
