/** Which stretch of the game the timeline shows. Apart from the review, since it changes with every turn of the wheel. */
import { create } from 'zustand';

export const useTimelineView = create<{ view: { start: number; end: number } }>()(() => ({ view: { start: 0, end: 1 } }));

export function setTimelineView(view: { start: number; end: number }): void {
  useTimelineView.setState({ view });
}
