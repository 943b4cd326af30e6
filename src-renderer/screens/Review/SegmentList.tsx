/** All segments as a list: the accessible twin of the timeline. Only rows in view exist, so 2,000 cost as much as 20. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Button } from '../../components/Button.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { reviewCounts } from '../../stores/review-order.ts';
import { missedOf, segmentFilters, useReview, useSegments } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { acceptSure, filteredSegments, selectMissed, selectSegment } from './segment-deeds.ts';
import { MissedRow, SegmentRow } from './SegmentRow.tsx';
import './SegmentList.css';

const words = texts.review;
const rowHeight = 40;
const rowsBeyond = 6;

export function SegmentList({ job }: { job: JobView }) {
  const segments = useSegments();
  const missed = useReview(missedOf);
  const filter = useReview((state) => state.filter);
  const selection = useReview((state) => state.selection);
  const counts = reviewCounts(segments);
  const selectedId = selection?.kind === 'segment' ? selection.id : null;
  const listed = filteredSegments(segments, filter, selectedId);
  const numberOf = new Map(segments.map((segment, i) => [segment.id, i + 1]));
  const labelOf = (value: (typeof segmentFilters)[number]): string => {
    const count = { all: counts.total, 'needs-you': counts.needYou, accepted: counts.accepted, missed: missed.length }[value];
    return `${words.filters[value]} ${count}`;
  };
  const isRunning = job.status.status === 'running' || job.status.status === 'queued';
  return (
    <section className="segment-list" aria-label={words.segmentsLabel}>
      <div className="segment-list-head">
        <SegmentedControl label={words.filterLabel} value={filter} options={segmentFilters.map((value) => ({ value, label: labelOf(value) }))} onChange={(value) => useReview.setState({ filter: value })} />
      </div>
      {filter === 'missed'
        ? <Rows
            count={missed.length} label={words.filters.missed} selectedIndex={selection?.kind === 'missed' ? selection.index : null} empty={words.emptyFilter.missed}
            renderRow={(i, place) => <MissedRow key={i} {...place} missed={missed[i]!} isSelected={selection?.kind === 'missed' && selection.index === i} onSelect={() => selectMissed(i)} />}
          />
        : <Rows
            count={listed.length} label={words.segmentsLabel} selectedIndex={indexOrNull(listed.findIndex((segment) => segment.id === selectedId))}
            empty={filter === 'all' && isRunning ? words.runningBody : words.emptyFilter[filter]}
            renderRow={(i, place) => <SegmentRow key={listed[i]!.id} {...place} segment={listed[i]!} n={numberOf.get(listed[i]!.id)!} isSelected={listed[i]!.id === selectedId} onSelect={() => selectSegment(listed[i]!.id)} />}
          />}
      {counts.needYou > 0 || counts.sure === 0 || filter === 'missed' ? null : (
        <div className="segment-list-foot">
          <span className="soft">{words.finishedHint(counts.sure)}</span>
          <Button small onClick={acceptSure}>{words.acceptSure(counts.sure)}</Button>
        </div>
      )}
    </section>
  );
}

export interface RowPlace { top: number; position: number; count: number; id: string }

interface RowsProps {
  count: number;
  label: string;
  selectedIndex: number | null;
  empty: string;
  renderRow: (index: number, place: RowPlace) => ReactNode;
}

function Rows({ count, label, selectedIndex, empty, renderRow }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [window, setWindow] = useState({ from: 0, to: 40 });
  const look = (): void => {
    const element = box.current;
    if (element === null) return;
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - rowsBeyond);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + rowsBeyond;
    setWindow((now) => (now.from === from && now.to === to ? now : { from, to }));
  };
  useEffect(() => {
    const sizes = new ResizeObserver(look);
    sizes.observe(box.current!);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element === null || selectedIndex === null) return;
    const top = selectedIndex * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top - rowHeight;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight * 2 - element.clientHeight;
    look();
  }, [selectedIndex, count]);
  const shown = Array.from({ length: Math.max(0, Math.min(count, window.to) - window.from) }, (_, i) => window.from + i);
  return (
    <div
      ref={box} className="segment-rows" role="listbox" aria-label={label} tabIndex={0} onScroll={look}
      {...(selectedIndex === null ? {} : { 'aria-activedescendant': `row-${selectedIndex}` })}
    >
      {count === 0 ? <p className="segment-list-empty soft">{empty}</p> : null}
      <div className="segment-rows-all" style={{ height: count * rowHeight }}>
        {shown.map((i) => renderRow(i, { top: i * rowHeight, position: i + 1, count, id: `row-${i}` }))}
      </div>
    </div>
  );
}

function indexOrNull(index: number): number | null {
  return index === -1 ? null : index;
}
