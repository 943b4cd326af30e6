/** A long list of which only what is in view exists, one or several across. Knows nothing of segments. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';

export interface RowPlace { top: number; left: string; width: string; position: number; count: number; id: string }

interface RowsProps {
  count: number;
  label: string;
  selectedIndex: number | null;
  /** Shown when there is nothing. */
  empty: string;
  /** A sentence above the first one. */
  intro?: string;
  itemHeight: number;
  across?: number;
  /** Several can be chosen. */
  multi?: boolean;
  renderRow: (index: number, place: RowPlace) => ReactNode;
}

const rowsBeyond = 6;

export function Rows({ count, label, selectedIndex, empty, intro, itemHeight, across = 1, multi = false, renderRow }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [window, setWindow] = useState({ from: 0, to: 40 });
  const look = useCallback((): void => {
    const element = box.current;
    if (element === null) return;
    const from = Math.max(0, Math.floor(element.scrollTop / itemHeight) - rowsBeyond);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / itemHeight) + rowsBeyond;
    setWindow((now) => (now.from === from && now.to === to ? now : { from, to }));
  }, [itemHeight]);
  useEffect(() => {
    const sizes = new ResizeObserver(look);
    sizes.observe(box.current!);
    look();
    return () => sizes.disconnect();
  }, [look]);
  useEffect(() => {
    const element = box.current;
    if (element === null || selectedIndex === null) return;
    const top = Math.floor(selectedIndex / across) * itemHeight;
    if (top < element.scrollTop) element.scrollTop = top - itemHeight;
    else if (top + itemHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + itemHeight * 2 - element.clientHeight;
    look();
  }, [selectedIndex, count, itemHeight, across, look]);
  const first = window.from * across;
  const shown = Array.from({ length: Math.max(0, Math.min(count, window.to * across) - first) }, (_, i) => first + i);
  return (
    <div
      ref={box} className="segment-rows" role={count === 0 ? 'group' : 'listbox'} aria-label={label} tabIndex={0} onScroll={look} {...(multi && count > 0 ? { 'aria-multiselectable': true } : {})}
      {...(selectedIndex === null ? {} : { 'aria-activedescendant': `row-${selectedIndex}` })}
    >
      {count === 0 ? <p className="segment-list-empty soft" role="presentation">{empty}</p> : intro === undefined ? null : <p className="segment-list-intro soft" role="presentation">{intro}</p>}
      <div className="segment-rows-all" role="presentation" style={{ height: Math.ceil(count / across) * itemHeight }}>
        {shown.map((i) => renderRow(i, { top: Math.floor(i / across) * itemHeight, left: `${((i % across) / across) * 100}%`, width: `${100 / across}%`, position: i + 1, count, id: `row-${i}` }))}
      </div>
    </div>
  );
}
