/** Which segments the list shows and in which order. Pure. */
import { formatTime, spanSeconds } from '../../src-shared/domain/time.ts';
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { byDoubt, needsYou } from './review-order.ts';

export const segmentFilters = ['all', 'needs-you', 'accepted', 'rejected', 'missed'] as const;
export type SegmentFilter = (typeof segmentFilters)[number];

export const segmentSorts = ['time', 'gain', 'length', 'sureness', 'rating'] as const;
export type SegmentSort = (typeof segmentSorts)[number];

export interface ListWish {
  filter: SegmentFilter;
  sort: SegmentSort;
  /** Words that must all be in a segment's note, tags, time or reason; empty shows all. */
  query: string;
  /** Stays listed until the user leaves it, whatever the filter. */
  keepId: string | null;
}

/** `wordsOf`: what the search looks through besides note, tags and times. */
export function listedSegments(segments: readonly ReviewedSegment[], wish: ListWish, wordsOf: (segment: ReviewedSegment) => string = () => ''): ReviewedSegment[] {
  const words = wish.query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = segments.filter((segment) => segment.id === wish.keepId || (passes(segment, wish.filter) && words.every((word) => haystack(segment, wordsOf).includes(word))));
  return sorted(found, wish.sort);
}

function passes(segment: ReviewedSegment, filter: SegmentFilter): boolean {
  switch (filter) {
    case 'all': case 'missed': return true;
    case 'needs-you': return needsYou(segment);
    case 'accepted': return segment.verdict === 'accepted';
    case 'rejected': return segment.verdict === 'rejected' || segment.verdict === 'unsure';
  }
}

function haystack(segment: ReviewedSegment, wordsOf: (segment: ReviewedSegment) => string): string {
  const to = segment.reassignedTo === null ? '' : `#${segment.reassignedTo.jerseyNumber}`;
  return `${segment.note} ${segment.tags.join(' ')} ${formatTime(segment.start, 1)} ${formatTime(segment.end, 1)} ${to} ${wordsOf(segment)}`.toLowerCase();
}

function sorted(segments: ReviewedSegment[], sort: SegmentSort): ReviewedSegment[] {
  switch (sort) {
    case 'time': return segments;
    case 'gain': {
      const doubtful = byDoubt(segments);
      return [...doubtful, ...segments.filter((segment) => !doubtful.includes(segment))];
    }
    case 'length': return segments.toSorted((a, b) => spanSeconds(b) - spanSeconds(a));
    case 'sureness': return segments.toSorted((a, b) => a.confidence - b.confidence);
    case 'rating': return segments.toSorted((a, b) => b.stars - a.stars);
  }
}
