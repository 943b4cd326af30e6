/** Above the list: which segments, in which order, with which words, as rows or cards. */
import { IconButton } from '../../components/Button.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { segmentFilters, segmentSorts, type SegmentFilter, type SegmentSort } from '../../stores/list-order.ts';
import type { ReviewCounts } from '../../stores/review-order.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { toggleCards } from './choose-deeds.ts';

const words = texts.review;

export function ListTools({ counts, missedCount }: { counts: ReviewCounts; missedCount: number }) {
  const filter = useReview((state) => state.filter);
  const sort = useReview((state) => state.sort);
  const query = useReview((state) => state.query);
  const view = useReview((state) => state.listView);
  const count: Record<SegmentFilter, number | null> = { all: counts.total, 'needs-you': counts.needYou, accepted: counts.accepted, rejected: counts.rejected, missed: missedCount };
  return (
    <div className="segment-list-head">
      <SegmentedControl
        label={words.filterLabel} value={filter} onChange={(value) => useReview.setState({ filter: value })}
        options={segmentFilters.map((value) => ({ value, label: `${words.filters[value]} ${count[value] ?? ''}` }))}
      />
      {filter === 'missed' ? null : (
        <div className="list-tools">
          <input
            id="review-search" className="input list-search" type="search" aria-label={words.search} placeholder={words.search} value={query}
            onChange={(event) => useReview.setState({ query: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') useReview.setState({ query: '' });
              if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
            }}
          />
          <select className="input list-sort" aria-label={words.sortLabel} value={sort} onChange={(event) => useReview.setState({ sort: event.target.value as SegmentSort })}>
            {segmentSorts.map((value) => <option key={value} value={value}>{words.sorts[value]}</option>)}
          </select>
          <IconButton small icon={view === 'cards' ? 'film' : 'grip'} label={words.actions.cards} action="view.cards" pressed={view === 'cards'} onClick={toggleCards} />
        </div>
      )}
    </div>
  );
}
