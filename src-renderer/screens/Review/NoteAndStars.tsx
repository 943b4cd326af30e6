/** The user's own words and stars for a segment. A note is kept when its field is left. */
import { useRef } from 'react';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { texts } from '../../texts.ts';
import { rate, writeNote } from './segment-deeds.ts';

const words = texts.review;

export function NoteAndStars({ segment }: { segment: ReviewedSegment }) {
  const dropped = useRef(false);
  return (
    <section className="note-and-stars">
      <fieldset className="stars" aria-label={words.rating}>
        {[1, 2, 3, 4, 5].map((count) => (
          <button key={count} type="button" className={`star${count <= segment.stars ? ' star-on' : ''}`} aria-label={words.starsOf(count)} aria-pressed={segment.stars === count} title={`${words.actions.stars(count)} (${count})`} onClick={() => rate(segment.stars === count ? 0 : count)}>★</button>
        ))}
      </fieldset>
      <label className="visually-hidden" htmlFor="review-note">{words.note}</label>
      <textarea
        id="review-note" className="input" rows={2} maxLength={2000} placeholder={`${words.note} (T): ${words.notePlaceholder}`} defaultValue={segment.note}
        onBlur={(event) => {
          if (!dropped.current && event.currentTarget.value !== segment.note) writeNote(segment.id, event.currentTarget.value);
          dropped.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            event.currentTarget.blur();
          }
          if (event.key === 'Escape') {
            dropped.current = true;
            event.currentTarget.value = segment.note;
            event.currentTarget.blur();
          }
        }}
      />
    </section>
  );
}
