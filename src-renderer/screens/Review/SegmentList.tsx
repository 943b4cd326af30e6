/** All segments as a list or as cards: the accessible twin of the timeline. Only what is in view exists, so 2,000 cost as much as 20. */
import type { MouseEvent } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Button } from '../../components/Button.tsx';
import { reviewCounts } from '../../stores/review-order.ts';
import { missedOf, useReview, useSegments } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { BulkBar } from './BulkBar.tsx';
import { listedOf, pickByClick, selectMissed, selectSegment } from './choose-deeds.ts';
import { acceptSure } from './judge-deeds.ts';
import { ListTools } from './ListTools.tsx';
import { Rows } from './Rows.tsx';
import { SegmentCard, cardHeight, cardsAcross } from './SegmentCard.tsx';
import { MissedRow, SegmentRow, rowHeight } from './SegmentRow.tsx';
import './SegmentList.css';

const words = texts.review;

export function SegmentList({ job }: { job: JobView }) {
  const segments = useSegments();
  const missed = useReview(missedOf);
  const state = useReview();
  const { filter, listView: view, selection, picked, query } = state;
  const counts = reviewCounts(segments);
  const selectedId = selection?.id ?? null;
  const listed = listedOf(state);
  const numberOf = new Map(segments.map((segment, i) => [segment.id, i + 1]));
  const isRunning = job.status.status === 'running' || job.status.status === 'queued';
  const onChoose = (id: string) => (event: MouseEvent): void => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) pickByClick(id, event.shiftKey ? 'range' : 'toggle');
    else selectSegment(id);
  };
  const empty = query !== '' ? words.emptyQuery : filter === 'all' && isRunning ? words.runningBody : words.emptyFilter[filter];
  const selectedIndex = indexOrNull((filter === 'missed' ? missed : listed).findIndex((one) => one.id === selectedId));
  return (
    <section className={`segment-list segment-list-${view}`} aria-label={words.segmentsLabel}>
      <ListTools counts={counts} missedCount={missed.length} />
      {filter === 'missed'
        ? <Rows
            count={missed.length} label={words.filters.missed} selectedIndex={selectedIndex} empty={empty} itemHeight={rowHeight} intro={words.missedIntro}
            renderRow={(i, place) => <MissedRow key={missed[i]!.id} {...place} missed={missed[i]!} isSelected={missed[i]!.id === selectedId} onSelect={() => selectMissed(missed[i]!.id)} />}
          />
        : <Rows
            count={listed.length} label={words.segmentsLabel} selectedIndex={selectedIndex} empty={empty} itemHeight={view === 'cards' ? cardHeight : rowHeight} across={view === 'cards' ? cardsAcross : 1} multi
            renderRow={(i, place) => {
              const segment = listed[i]!;
              const about = { ...place, segment, n: numberOf.get(segment.id)!, isSelected: segment.id === selectedId, isPicked: picked.has(segment.id), onChoose: onChoose(segment.id) };
              return view === 'cards' ? <SegmentCard key={segment.id} {...about} /> : <SegmentRow key={segment.id} {...about} />;
            }}
          />}
      {picked.size > 0 ? <BulkBar count={picked.size} /> : counts.needYou > 0 || counts.sure === 0 || filter === 'missed' ? null : (
        <div className="segment-list-foot">
          <span className="soft">{words.finishedHint(counts.sure)}</span>
          <Button small action="review.accept-sure" onClick={acceptSure}>{words.acceptSure(counts.sure)}</Button>
        </div>
      )}
    </section>
  );
}

function indexOrNull(index: number): number | null {
  return index === -1 ? null : index;
}
