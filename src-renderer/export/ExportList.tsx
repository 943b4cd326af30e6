/** The exports of a game: under way, done, failed; what was written, whether it was checked, and where it is. */
import type { ExportRecord } from '../../src-shared/contract/api.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import { call } from '../bridge.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { ProgressBar } from '../components/ProgressBar.tsx';
import { attempt } from '../stores/app-store.ts';
import { useExportsOf } from '../stores/exports-store.ts';
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
  const isVerified = record.files.length > 0 && record.files.every((file) => file.verified);
  return (
    <article className="export-card">
      <div className="export-card-head">
        <strong>{words.states[record.state]}</strong>
        {record.state === 'done' ? <span className="soft">{words.files(record.files.length)}</span> : null}
        {record.state === 'done' && isVerified ? <span className="export-verified"><Icon name="check" size={13} />{words.verified}</span> : null}
        <span className="transport-space" />
        {isOpen ? <Button small onClick={() => void attempt(call('cancelExport', { exportId: record.id }))}>{texts.common.cancel}</Button> : null}
        {record.state === 'done' && record.files[0] !== undefined ? <Button small icon="folder" onClick={() => void attempt(call('revealFile', { path: record.files[0]!.path }))}>{words.reveal}</Button> : null}
      </div>
      {isOpen ? <><ProgressBar value={record.state === 'queued' ? null : record.progress} label={words.running} /><p className="field-hint">{record.message}</p></> : null}
      {record.error === null ? null : <Banner level="error" next={record.error.next}>{record.error.message}</Banner>}
      <ul className="export-files">
        {record.files.slice(0, shownFiles).map((file) => (
          <li key={file.path} title={file.path}>
            <span className="export-file-name">{file.path.split(/[\\/]/).at(-1)}</span>
            <span className="faint tabular">{formatTime(file.durationSeconds, 1)}</span>
            {file.verified ? null : <span className="export-unverified">{words.notVerified}</span>}
          </li>
        ))}
        {record.files.length > shownFiles ? <li className="faint">+{record.files.length - shownFiles}</li> : null}
      </ul>
      <p className="field-hint selectable export-path">{record.folder}</p>
    </article>
  );
}
