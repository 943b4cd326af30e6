/**
 * Every word the page shows, in one object: replace this object to translate the page. Split by screen only to keep files short.
 * Not here: messages that come from main (they are data) and the effects of settings (src-shared/domain/settings.ts).
 */
import { desktop } from './texts/desktop.ts';
import { common } from './texts/common.ts';
import { games } from './texts/games.ts';
import { newGame } from './texts/new-game.ts';
import { review } from './texts/review.ts';
import { roster } from './texts/roster.ts';
import { settings } from './texts/settings.ts';

export const texts = { common, desktop, games, newGame, review, roster, settings } as const;
