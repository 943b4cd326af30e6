/** Whether his number can be read in this video, as soon as the first part was watched. Silent until then. */
import { useEffect, useState } from 'react';
import { formatTime } from '../../../src-shared/domain/time.ts';
import type { NumberReadability } from '../../../src-shared/number-readability.ts';
import { answerOf } from '../../bridge.ts';
import { useJobs } from '../../stores/jobs-store.ts';
import { texts } from '../../texts.ts';

/** More parts than this change nothing about the answer. */
const partsThatMatter = 2;

export function ReadabilityLine({ jobId, number }: { jobId: string; number: string }) {
  const [seen, setSeen] = useState<NumberReadability | null>(null);
  const parts = useJobs((state) => Math.min(partsThatMatter, state.observedChunks[jobId]?.length ?? 0));
  useEffect(() => {
    if (parts === 0) return undefined;
    let wanted = true;
    const look = async (): Promise<void> => {
      const answer = await answerOf('getReadability', { jobId });
      // A hint: where it fails, the analysis goes on without it.
      if (wanted && answer.ok) setSeen(answer.value);
    };
    void look();
    return () => { wanted = false; };
  }, [jobId, number, parts]);
  const line = seen === null ? null : readabilityWords(seen, number);
  return line === null ? null : <p className="soft" data-testid="readability">{line}</p>;
}

/** Null where there is nothing worth saying. */
export function readabilityWords(seen: NumberReadability, number: string): string | null {
  const words = texts.games.progress.readability;
  const click = seen.clickAt.length === 0 ? '' : ` ${words.click(seen.clickAt.map((time) => formatTime(time)).join(' · '))}`;
  switch (seen.verdict) {
    case 'nobody': return null;
    case 'no-reader': return words.noReader + click;
    case 'too-small': return words.tooSmall(seen.bodyPixels) + click;
    case 'unreadable': return words.unreadable + click;
    case 'seldom': return words.seldom(seen.readable, seen.looked) + click;
    case 'readable': return words.readable(seen.readable, seen.looked) + (seen.own === null ? '.' : words.own(number, seen.own));
  }
}
