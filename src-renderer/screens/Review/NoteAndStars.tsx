/** The user's own words, stars and tags for a segment. A note is kept when its field is left. */
import { useRef } from 'react';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { texts } from '../../texts.ts';
import { Button } from '../../components/Button.tsx';
import { useReview } from '../../stores/review-store.ts';
import { rate, writeNote } from './judge-deeds.ts';

const words = texts.review;

export function NoteAndStars({ segment }: { segment: ReviewedSegment }) {
  const dropped = useRef(false);
  return (
    <section className="note-and-stars">
      <div className="stars-and-tags">
        <fieldset className="stars" aria-label={words.rating}>
          {[1, 2, 3, 4, 5].map((count) => (
            <button key={count} type="button" className={`star${count <= segment.stars ? ' star-on' : ''}`} aria-label={words.starsOf(count)} aria-pressed={segment.stars === count} title={`${words.actions.stars(count)} (${count})`} onClick={() => rate(segment.stars === count ? 0 : count)}>★</button>
          ))}
        </fieldset>
        <ul className="tags" aria-label={words.tagsTitle}>{segment.tags.map((tag) => <li key={tag} className="tag">{tag}</li>)}</ul>
        <Button small kind="quiet" action="review.tags" onClick={() => useReview.setState({ dialog: 'tags' })}>{words.actions.tags}</Button>
      </div>
      <label className="visually-hidden" htmlFor="review-note">{words.note}</label>
      <textarea
        id="review-note" className="input" rows={2} maxLength={2000} placeholder={`${words.note} (T): ${words.notePlaceholder}`} defaultValue={segment.note}
        onBlur={(event) => {
          if (!dropped.current && event.currentTarget.value !== segment.note) writeNote(segment, event.currentTarget.value);
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
