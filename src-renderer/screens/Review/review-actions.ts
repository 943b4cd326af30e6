/** Everything one can do in a review, in one table: the keys listen to it, the sheet lists it, buttons show its keys. */
import { endSeconds, framesPerSecond } from '../../../src-shared/domain/video.ts';
import { player } from '../../player/current-player.ts';
import { layerNames, toggleLayer, toggleOverlay, type LayerName } from '../../player/overlay-layers.ts';
import { missedOf, selectedSegment, useReview } from '../../stores/review-store.ts';
import type { ShortcutGroup } from '../../stores/shortcuts.ts';
import { notify } from '../../stores/app-store.ts';
import { texts } from '../../texts.ts';
import { pickBeside, sayOfPicked } from './box-deeds.ts';
import { changeSpeed, nextScope, playSegment, seekBy, seekTo, shuttle, toggleLoop, toggleMuted, togglePlay, zoomBy, zoomToGame, zoomToSegment } from './play-deeds.ts';
import { chosenSegments, nextFilter, nextSort, pickAll, pickNeighbour, selectBeside, selectMissed, toggleCards } from './choose-deeds.ts';
import { acceptSure, goToNextDoubt, judge, rate, redo, removeChosen, undo } from './judge-deeds.ts';
import { addFromMarks, mergeWithNext, setEdgeHere, splitHere } from './segment-deeds.ts';

const { actions: labels, groups } = texts.review;

/** One zoom step of the keyboard. */
const zoomStep = 0.6;

export const reviewActions: readonly ShortcutGroup[] = [
  {
    name: groups.review,
    shortcuts: [
      { id: 'review.accept', keys: ['y'], label: labels.accept, run: () => judge('accept') },
      { id: 'review.reject', keys: ['n'], label: labels.reject, run: () => judge('reject') },
      { id: 'review.unsure', keys: ['d'], label: labels.unsure, run: () => judge('unsure') },
      { id: 'review.reassign', keys: ['shift+r'], label: labels.reassign, run: () => openDialog('reassign') },
      { id: 'review.question', keys: ['c'], label: labels.question, run: askMe },
      { id: 'review.next-doubt', keys: ['u'], label: labels.nextDoubt, run: goToNextDoubt },
      { id: 'review.next', keys: ['arrowdown'], label: labels.nextSegment, run: () => selectBeside(1) },
      { id: 'review.previous', keys: ['arrowup'], label: labels.previousSegment, run: () => selectBeside(-1) },
      { id: 'review.pick-next', keys: ['shift+arrowdown'], label: labels.pickNext, run: () => pickNeighbour(1) },
      { id: 'review.pick-previous', keys: ['shift+arrowup'], label: labels.pickPrevious, run: () => pickNeighbour(-1) },
      { id: 'review.pick-all', keys: ['mod+a'], label: labels.pickAll, run: pickAll },
      { id: 'review.accept-sure', keys: ['shift+y'], label: labels.acceptSure, run: acceptSure },
      { id: 'review.note', keys: ['t'], label: labels.note, run: () => document.getElementById('review-note')?.focus() },
      { id: 'review.tags', keys: ['shift+t'], label: labels.tags, run: () => openDialog('tags') },
      ...[1, 2, 3, 4, 5, 0].map((stars) => ({ id: `review.stars-${stars}`, keys: [String(stars)], label: labels.stars(stars), run: () => rate(stars) })),
      { id: 'review.undo', keys: ['mod+z'], label: labels.undo, run: undo },
      { id: 'review.redo', keys: ['mod+shift+z', 'mod+y'], label: labels.redo, run: redo },
    ],
  },
  {
    name: groups.correct,
    shortcuts: [
      { id: 'correct.start', keys: ['i'], label: labels.setStart, run: () => setEdgeHere('start') },
      { id: 'correct.end', keys: ['o'], label: labels.setEnd, run: () => setEdgeHere('end') },
      { id: 'correct.split', keys: ['s'], label: labels.split, run: splitHere },
      { id: 'correct.merge', keys: ['m'], label: labels.merge, run: mergeWithNext },
      { id: 'correct.delete', keys: ['delete', 'backspace'], label: labels.remove, run: removeChosen },
      { id: 'correct.add', keys: ['a'], label: labels.add, run: addFromMarks },
      { id: 'correct.him', keys: ['h'], label: labels.him, run: () => sayOfPicked('him') },
      { id: 'correct.not-him', keys: ['shift+h'], label: labels.notHim, run: () => sayOfPicked('not-him') },
      { id: 'correct.next-box', keys: ['b'], label: labels.nextBox, run: () => pickBeside(1) },
      { id: 'correct.previous-box', keys: ['shift+b'], label: labels.previousBox, run: () => pickBeside(-1) },
    ],
  },
  {
    name: groups.play,
    shortcuts: [
      { id: 'play.toggle', keys: ['space'], label: labels.playPause, run: togglePlay },
      { id: 'play.segment', keys: ['enter'], label: labels.playSegment, run: playSegment },
      { id: 'play.back', keys: ['j'], label: labels.shuttleBack, run: () => shuttle('back') },
      { id: 'play.pause', keys: ['k'], label: labels.pause, run: () => player()?.pause() },
      { id: 'play.forward', keys: ['l'], label: labels.shuttleForward, run: () => shuttle('forward') },
      { id: 'play.frame-back', keys: ['arrowleft', ','], label: labels.frameBack, run: () => player()?.step(-1) },
      { id: 'play.frame-forward', keys: ['arrowright', '.'], label: labels.frameForward, run: () => player()?.step(1) },
      { id: 'play.second-back', keys: ['shift+arrowleft'], label: labels.secondBack, run: () => seekBy(-1) },
      { id: 'play.second-forward', keys: ['shift+arrowright'], label: labels.secondForward, run: () => seekBy(1) },
      { id: 'play.ten-back', keys: ['mod+arrowleft', 'pageup'], label: labels.tenBack, run: () => seekBy(-10) },
      { id: 'play.ten-forward', keys: ['mod+arrowright', 'pagedown'], label: labels.tenForward, run: () => seekBy(10) },
      { id: 'play.segment-start', keys: ['['], label: labels.segmentStart, run: () => seekToEdge('start') },
      { id: 'play.segment-end', keys: [']'], label: labels.segmentEnd, run: () => seekToEdge('end') },
      { id: 'play.game-start', keys: ['home'], label: labels.gameStart, run: () => seekTo(useReview.getState().media?.startSeconds ?? 0) },
      { id: 'play.game-end', keys: ['end'], label: labels.gameEnd, run: seekToGameEnd },
      { id: 'play.go-to', keys: ['g'], label: labels.goTo, run: () => document.getElementById('review-go-to')?.focus() },
      { id: 'play.slower', keys: ['<'], label: labels.slower, run: () => changeSpeed('slower') },
      { id: 'play.faster', keys: ['>'], label: labels.faster, run: () => changeSpeed('faster') },
      { id: 'play.normal', keys: ['='], label: labels.normalSpeed, run: () => changeSpeed('normal') },
      { id: 'play.loop', keys: ['r'], label: labels.loop, run: toggleLoop },
      { id: 'play.scope', keys: ['p'], label: labels.scope, run: nextScope },
      { id: 'play.mute', keys: ['x'], label: labels.mute, run: toggleMuted },
    ],
  },
  {
    name: groups.view,
    shortcuts: [
      { id: 'view.zoom-in', keys: ['+'], label: labels.zoomIn, run: () => zoomBy(zoomStep) },
      { id: 'view.zoom-out', keys: ['-'], label: labels.zoomOut, run: () => zoomBy(1 / zoomStep) },
      { id: 'view.zoom-segment', keys: ['z'], label: labels.zoomSegment, run: zoomToSegment },
      { id: 'view.zoom-all', keys: ['shift+z'], label: labels.zoomAll, run: zoomToGame },
      { id: 'view.filter', keys: ['f'], label: labels.filter, run: nextFilter },
      { id: 'view.find', keys: ['/'], label: labels.find, run: () => document.getElementById('review-search')?.focus() },
      { id: 'view.sort', keys: ['shift+f'], label: labels.sort, run: nextSort },
      { id: 'view.cards', keys: ['shift+g'], label: labels.cards, run: toggleCards },
      { id: 'view.missed', keys: ['shift+m'], label: labels.missed, run: huntMissed },
      { id: 'view.players', keys: ['shift+p'], label: labels.players, run: () => useReview.setState(({ showPlayers }) => ({ showPlayers: !showPlayers })) },
      { id: 'view.film', keys: ['shift+w'], label: labels.film, run: () => useReview.setState(({ showFilm }) => ({ showFilm: !showFilm })) },
      { id: 'view.compare', keys: ['shift+c'], label: labels.compare, run: () => useReview.setState({ panel: 'compare' }) },
      { id: 'view.ask', keys: ['q'], label: labels.ask, run: () => useReview.setState({ panel: 'ask' }) },
      { id: 'view.export', keys: ['e'], label: labels.export, run: () => useReview.setState({ panel: 'export' }) },
      { id: 'view.why', keys: ['w'], label: labels.why, run: () => useReview.setState({ panel: 'why' }) },
      { id: 'view.leave', keys: ['escape'], label: labels.clearMarks, run: leave },
    ],
  },
  {
    name: groups.overlay,
    shortcuts: [
      { id: 'overlay.toggle', keys: ['v'], label: labels.overlay, run: toggleOverlay },
      ...layerNames.map((name, i) => ({ id: `overlay.${name}`, keys: [`alt+${i + 1}`], label: layerLabels()[name], run: () => toggleLayer(name) })),
    ],
  },
];

export function layerLabels(): Record<LayerName, string> {
  return { boxes: labels.layerBoxes, ids: labels.layerIds, numbers: labels.layerNumbers, colour: labels.layerColour, state: labels.layerState, trails: labels.layerTrails };
}

function seekToEdge(edge: 'start' | 'end'): void {
  const { media } = useReview.getState();
  const segment = selectedSegment(useReview.getState());
  if (segment === null || media === null) return;
  // The last frame of a segment is the one before its end.
  seekTo(edge === 'start' ? segment.start : segment.end - 1 / framesPerSecond(media));
}

function seekToGameEnd(): void {
  const { media } = useReview.getState();
  if (media !== null) seekTo(endSeconds(media) - 1 / framesPerSecond(media));
}

/** One question after the other, beginning with the one that sets most right. */
function askMe(): void {
  useReview.setState({ panel: 'question', selection: null, picked: new Set(), tool: 'look', pickedTracklet: null });
  goToNextDoubt();
}

function huntMissed(): void {
  useReview.setState({ filter: 'missed', panel: 'why' });
  const [first] = missedOf(useReview.getState());
  if (first !== undefined) selectMissed(first.id);
}

function openDialog(dialog: 'reassign' | 'tags'): void {
  if (chosenSegments().length === 0) return void notify({ level: 'info', message: texts.review.nothingSelected });
  useReview.setState({ dialog });
}

/** Escape lets go of one thing at a time: box or tool, marks, what is chosen, panel, selection. */
function leave(): void {
  const { tool, pickedTracklet, marks, panel, selection, picked } = useReview.getState();
  if (tool !== 'look' || pickedTracklet !== null) useReview.setState({ tool: 'look', pickedTracklet: null });
  else if (marks.start !== null || marks.end !== null) useReview.setState({ marks: { start: null, end: null } });
  else if (picked.size > 0) useReview.setState({ picked: new Set() });
  else if (panel !== 'why') useReview.setState({ panel: 'why' });
  else if (selection !== null) useReview.setState({ selection: null });
}
