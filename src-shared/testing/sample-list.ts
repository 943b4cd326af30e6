/** The list that the writers' tests share: awkward names, a rational rate, every judgement. Not shipped. */
import type { HandOffList } from '../hand-off/hand-off-list.ts';

export const sampleList: HandOffList = {
  game: 'Bären <vs> "Wolves" & Co.', player: '#17', videoPath: '/games/14 Nov/Bears & Wolves.mp4', durationSeconds: 3605.2683, frameRate: { numerator: 30000, denominator: 1001 },
  width: 1920, height: 1080, hasAudio: true,
  entries: [
    { segmentId: 'a', label: '#17 01', start: 5.005, end: 12.012, onScreenStart: 5.505, onScreenEnd: 10.512, verdict: 'accepted', tags: ['goal', 'power play'], stars: 5, note: 'Goal, "top corner" #goal', confidence: 0.97, clipName: 'Bears 01.mp4' },
    { segmentId: 'b', label: '#17 02', start: 59.9599, end: 80.08, onScreenStart: 60.4599, onScreenEnd: 78.58, verdict: 'unreviewed', tags: [], stars: 0, note: '', confidence: 0.6, clipName: null },
    { segmentId: 'c', label: '#17 03 <3 & Ökonom', start: 3599.9964, end: 3605.2683, onScreenStart: 3600.4964, onScreenEnd: 3605.2683, verdict: 'unreviewed', tags: [], stars: 2, note: '=SUM(A1)\nline two --> end', confidence: 0.71, clipName: 'c.mp4' },
  ],
};
