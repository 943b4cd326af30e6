/** The exports of a game: under way, done, failed; what was written, whether it was checked, and where it is. */
import type { DragEvent } from 'react';
import type { ExportRecord } from '../../src-shared/contract/api.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import { call } from '../bridge.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { ProgressBar } from '../components/ProgressBar.tsx';
import { attempt } from '../stores/app-store.ts';
import { applyExportEvent, useExports, useExportsOf } from '../stores/exports-store.ts';
import { texts } from '../texts.ts';

const words = texts.review.exportPanel;
const shownFiles = 6;

export function ExportList({ jobId }: { jobId: string }) {
  const exports = useExportsOf(jobId);
  if (exports.length === 0) return null;
  return (
    <section className="exports" aria-label={words.history}>
      <h3>{words.history}</h3>
      {exports.map((record) => <ExportCard key={record.id} record={record} />)}
    </section>
  );
}

function ExportCard({ record }: { record: ExportRecord }) {
  const isOpen = record.state === 'queued' || record.state === 'running';
  const documents = record.documents ?? [];
  const shownFirst = record.files[0]?.path ?? documents[0];
  const isVerified = record.files.length > 0 && record.files.every((file) => file.verified);
  return (
    <article className="export-card" id={cardId(record.id)}>
      <div className="export-card-head">
        <strong>{words.states[record.state]}</strong>
        {record.state === 'done' ? <span className="soft">{words.files(record.files.length + documents.length)}</span> : null}
        {record.state === 'done' && isVerified ? <span className="export-verified"><Icon name="check" size={13} />{words.verified}</span> : null}
        <span className="transport-space" />
        {isOpen ? <Button small onClick={() => void attempt(call('cancelExport', { exportId: record.id }))}>{texts.common.cancel}</Button> : null}
        {record.state === 'done' && shownFirst !== undefined ? <Button small icon="folder" onClick={() => void attempt(call('revealFile', { path: shownFirst }))}>{words.reveal}</Button> : null}
        {(record.state === 'failed' || record.state === 'cancelled') && record.wish !== undefined ? <Button small onClick={() => void again(record.id)}>{words.again}</Button> : null}
      </div>
      {isOpen ? <><ProgressBar value={record.state === 'queued' ? null : record.progress} label={words.running} /><p className="field-hint">{record.message}</p></> : null}
      {record.error === null ? null : <Banner level="error" next={record.error.next}>{record.error.message}</Banner>}
      <ul className="export-files">
        {record.files.slice(0, shownFiles).map((file) => (
          <li key={file.path} title={`${file.path}\n${words.drag}`} draggable onDragStart={(event) => dragOut(event, file.path)}>
            <span className="export-file-name">{file.path.split(/[\\/]/).at(-1)}</span>
            <span className="faint tabular">{formatTime(file.durationSeconds, 1)}</span>
            {file.verified ? null : <span className="export-unverified">{words.notVerified}</span>}
          </li>
        ))}
        {record.files.length > shownFiles ? <li className="faint">+{record.files.length - shownFiles}</li> : null}
        {documents.map((path) => <li key={path} title={`${path}\n${words.drag}`} draggable onDragStart={(event) => dragOut(event, path)}><span className="export-file-name">{path.slice(record.folder.length).replace(/^[\\/]/, '')}</span></li>)}
      </ul>
      {(record.warnings ?? []).map((warning) => <p key={warning} className="export-unverified">{warning}</p>)}
      <p className="field-hint selectable export-path">{record.folder}</p>
    </article>
  );
}

/** The browser would drag words; main begins dragging the file itself. */
function dragOut(event: DragEvent, path: string): void {
  event.preventDefault();
  void attempt(call('dragFile', { path }));
}

async function again(exportId: string): Promise<void> {
  const record = await attempt(call('retryExport', { exportId }));
  if (record !== null) showBegun(record);
}

/** Puts a new export into the list and brings it into view: with parts unfolded the list lies far below the button. */
export function showBegun(record: ExportRecord): void {
  useExports.setState((state) => applyExportEvent(state, { type: 'export-changed', export: record }));
  requestAnimationFrame(() => document.getElementById(cardId(record.id))?.scrollIntoView({ block: 'nearest' }));
}

function cardId(exportId: string): string {
  return `export-${exportId}`;
}
