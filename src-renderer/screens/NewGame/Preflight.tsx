/** Told before a run begins: what the file is, what will be done with it, how long that takes here, how much room it needs. */
import { bytesNeeded, secondsNeeded } from '../../../src-shared/run-forecast.ts';
import { framesPerSecond, type MediaInfo } from '../../../src-shared/domain/video.ts';
import { useApp } from '../../stores/app-store.ts';
import { sizeWords } from '../../stores/size-words.ts';
import { texts } from '../../texts.ts';
import type { SetupDraft } from './setup-draft.ts';

export function Preflight({ media, draft }: { media: MediaInfo; draft: SetupDraft }) {
  const measured = useApp((state) => state.info?.speeds) ?? [];
  const words = texts.newGame.preflight;
  const seconds = secondsNeeded(media, draft.speed, measured);
  const rate = Math.round(framesPerSecond(media) * 100) / 100;
  return (
    <p className="faint" data-testid="preflight">
      {words.film(media.width, media.height, rate, media.videoCodec, minutes(media.durationSeconds), media.variableFrameRate, media.interlaced)}{' '}
      {media.playableInPage ? '' : `${words.proxy} `}
      {seconds === null ? words.timeUnknown : words.time(minutes(seconds))}{' '}
      {words.room(sizeWords(bytesNeeded(media, { combined: draft.combined, debugOverlay: draft.debugOverlay, verifyOnly: false })))}
    </p>
  );
}

function minutes(seconds: number): string {
  return seconds < 90 ? texts.newGame.preflight.seconds(Math.max(1, Math.round(seconds))) : texts.newGame.preflight.minutes(Math.round(seconds / 60));
}
