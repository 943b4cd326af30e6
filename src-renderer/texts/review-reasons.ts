/** Every code of an answer in plain words. A code without a row does not compile. */
import type { EndReason, EvidenceKind, IdentityState, StartReason } from '../../src-shared/domain/identity.ts';
import type { CouldNotSee, Rejected } from '../../src-shared/domain/segment.ts';

const startReasons: Record<StartReason, string> = {
  'start-of-video': 'The video begins with him in the picture.',
  'after-cut': 'The camera cut to a picture with him in it.',
  'came-into-view': 'He came into the picture.',
  'identity-regained': 'He could be told from the others again.',
  'left-bench': 'He left the bench.',
  user: 'You set this start.',
};

const endReasons: Record<EndReason, string> = {
  'lost-from-view': 'He left the picture or was hidden.',
  'scene-cut': 'The camera cut to something else.',
  'end-of-video': 'The video ends.',
  'identity-ambiguous': 'He mixed with other players and could not be told apart any more.',
  'identity-contradicted': 'Another number was read on this player.',
  'lock-expired': 'Nothing spoke for him any more for too long.',
  'went-to-bench': 'He went to the bench.',
  cancelled: 'The analysis was cancelled here.',
  user: 'You set this end.',
};

const startShort: Record<StartReason, string> = {
  'start-of-video': 'video begins', 'after-cut': 'after a cut', 'came-into-view': 'came into view', 'identity-regained': 'recognised again', 'left-bench': 'left the bench', user: 'set by you',
};

const endShort: Record<EndReason, string> = {
  'lost-from-view': 'out of view', 'scene-cut': 'scene cut', 'end-of-video': 'video ends', 'identity-ambiguous': 'mixed up', 'identity-contradicted': 'other number', 'lock-expired': 'no more proof', 'went-to-bench': 'to the bench', cancelled: 'cancelled', user: 'set by you',
};

const evidenceKinds: Record<EvidenceKind, string> = {
  number: 'Number', click: 'Your click', colour: 'Jersey colour', appearance: 'Looks', motion: 'Movement', roster: 'Other players', exclusion: 'Cannot be him',
};

const whyRejected: Record<Rejected['why'], string> = {
  'too-short': 'Too short: he was seen for less time than the shortest segment allowed.',
  'colour-mismatch': 'The jersey has another colour than the one asked for.',
  'number-mismatch': 'Another number was read.',
  'not-enough-evidence': 'It may be him, but too little speaks for it.',
  'off-surface': 'He stood outside the playing surface.',
  user: 'You said that it is not him.',
};

const whyRejectedShort: Record<Rejected['why'], string> = {
  'too-short': 'too short', 'colour-mismatch': 'other colour', 'number-mismatch': 'other number', 'not-enough-evidence': 'too little proof', 'off-surface': 'off the surface', user: 'your word',
};

const couldNotSee: Record<CouldNotSee['why'], string> = {
  cutaway: 'not the game (cutaway)', 'players-too-small': 'players too small', crowded: 'too crowded', 'number-unreadable': 'number not readable', 'no-people': 'nobody in the picture',
};

const whyMissed: Record<Rejected['why'] | CouldNotSee['why'], string> = {
  ...whyRejected, cutaway: 'The picture showed something else.', 'players-too-small': 'Players were too small to be told apart.', crowded: 'Players stood too close to be told apart.',
  'number-unreadable': 'No number could be read here.', 'no-people': 'Nobody was seen.',
};

const whyMissedShort: Record<Rejected['why'] | CouldNotSee['why'], string> = { ...whyRejectedShort, ...couldNotSee };

const states: Record<IdentityState, string> = { searching: 'searching', confirmed: 'confirmed', locked: 'locked' };

export const reviewReasons = { startReasons, endReasons, startShort, endShort, evidenceKinds, whyRejected, whyRejectedShort, whyMissed, whyMissedShort, couldNotSee, states } as const;
