/** A part of the export panel that is folded away and says in a few words how it is set. */
import type { ReactNode } from 'react';

export function Folded({ title, summary, changed, children }: { title: string; summary: string; changed: boolean; children: ReactNode }) {
  return (
    <details className="export-part">
      <summary><span className="export-part-title">{title}</span><span className={changed ? 'export-part-now export-part-changed' : 'export-part-now'} title={summary}>{summary}</span></summary>
      <div className="export-part-body">{children}</div>
    </details>
  );
}
