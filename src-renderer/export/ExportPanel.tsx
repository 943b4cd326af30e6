/** What to export, where, how, under which names; below it the exports of this game with their progress. */
import { useEffect, useState } from 'react';
import { endSeconds } from '../../src-shared/domain/video.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import { call } from '../bridge.ts';
import { Button, IconButton } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Switch } from '../components/Switch.tsx';
import { applyExportEvent, replaceExports, useExports } from '../stores/exports-store.ts';
import { attempt } from '../stores/app-store.ts';
import { useReview, useSegments } from '../stores/review-store.ts';
import { texts } from '../texts.ts';
import { clipName, unknownPlaceholders } from './clip-names.ts';
import { exportScopes, exportSeconds, segmentsToExport, usualScope, type ExportScope } from './export-choice.ts';
import { ExportList } from './ExportList.tsx';
import './ExportPanel.css';

const words = texts.review.exportPanel;
type Mode = 'exact' | 'smart' | 'copy';
type Container = 'mp4' | 'mov' | 'mkv';
const previewedNames = 3;

export function ExportPanel({ job, onClose }: { job: JobView; onClose: () => void }) {
  const jobId = job.record.id;
  const segments = useSegments();
  const media = useReview((state) => state.media);
  const results = useReview((state) => state.results);
  const selectedId = useReview((state) => (state.selection?.kind === 'segment' ? state.selection.id : null));
  const [scope, setScope] = useState<ExportScope>(() => usualScope(segments));
  const [folder, setFolder] = useState<string | null>(null);
  const [mode, setMode] = useState<Mode>('exact');
  const [container, setContainer] = useState<Container>('mp4');
  const [separate, setSeparate] = useState(true);
  const [combined, setCombined] = useState(false);
  const [template, setTemplate] = useState('{game} {player} {n}');
  useEffect(() => {
    void readExports(jobId);
  }, [jobId]);

  const chosen = segmentsToExport(segments, scope, selectedId);
  const number = results?.target.jerseyNumber ?? '';
  const unknown = unknownPlaceholders(template);
  const names = chosen.slice(0, previewedNames).map((segment, i) => clipName(template, { n: i + 1, count: chosen.length, player: number === '' ? job.record.name : `#${number}`, number, start: segment.start, game: job.record.name }, container));
  const seconds = media === null || results === null ? 0 : exportSeconds(chosen, results.tuning, { start: media.startSeconds, end: endSeconds(media) });
  const canStart = chosen.length > 0 && (separate || combined) && template.trim() !== '' && unknown.length === 0;
  const chooseFolder = async (): Promise<void> => {
    const path = await attempt(call('chooseFolder', {}));
    if (path !== null) setFolder(path);
  };
  const start = async (): Promise<void> => {
    const record = await attempt(call('startExport', { jobId, segmentIds: chosen.map((segment) => segment.id), ...(folder === null ? {} : { folder }), options: { mode, container, combined, separate, nameTemplate: template } }));
    if (record !== null) useExports.setState((state) => applyExportEvent(state, { type: 'export-changed', export: record }));
  };
  return (
    <form className="ask export" aria-label={words.title} onSubmit={(event) => { event.preventDefault(); if (canStart) void start(); }}>
      <header className="why-head"><h2>{words.title}</h2><IconButton small icon="close" label={texts.common.close} keyCap="Esc" onClick={onClose} /></header>
      <SegmentedControl
        label={words.which} value={scope} onChange={setScope}
        options={exportScopes.map((value) => ({ value, label: value === 'selected' ? words.selected : words[value](segmentsToExport(segments, value, selectedId).length) }))}
      />
      <div className="export-row">
        <Switch label={words.separate} checked={separate} onChange={setSeparate} />
        <Switch label={words.combined} checked={combined} onChange={setCombined} />
      </div>
      {separate || combined ? null : <p className="field-error">{words.needOne}</p>}
      <Field label={words.folder}>
        {(control) => (
          <div className="export-folder">
            <span {...control} className="export-path selectable" title={folder ?? ''}>{folder ?? words.folderDefault}</span>
            <Button small icon="folder" onClick={() => void chooseFolder()}>{words.choose}</Button>
          </div>
        )}
      </Field>
      <div className="export-how">
        <span className="soft">{words.how}</span>
        <SegmentedControl label={words.how} value={mode} options={(['exact', 'smart', 'copy'] as const).map((value) => ({ value, label: words.modes[value], title: words.modeHints[value] }))} onChange={setMode} />
        <span className="soft">{words.format}</span>
        <SegmentedControl label={words.format} value={container} options={(['mp4', 'mov', 'mkv'] as const).map((value) => ({ value, label: value.toUpperCase() }))} onChange={setContainer} />
      </div>
      <p className="field-hint">{words.modeHints[mode]}</p>
      <Field label={words.name} hint={words.nameHint} error={unknown.length > 0 ? words.nameWrong(unknown[0]!) : null}>
        {(control) => <input {...control} className="input" value={template} maxLength={200} onChange={(event) => setTemplate(event.target.value)} />}
      </Field>
      <ul className="export-names faint">
        {names.map((name) => <li key={name}>{name}</li>)}
        {chosen.length > previewedNames ? <li>…</li> : null}
      </ul>
      <div className="export-start">
        <Button kind="primary" icon="export" type="submit" disabled={!canStart}>{words.start(chosen.length)}</Button>
        <p className="field-hint tabular">
          {chosen.length === 0 ? words.none : <>{words.total(formatTime(seconds))}{results === null ? null : <> ({words.rolls(String(results.tuning.preRollSeconds), String(results.tuning.postRollSeconds))})</>}</>}
          <br />{words.neverReplaced}
        </p>
      </div>
      <ExportList jobId={jobId} />
    </form>
  );
}

async function readExports(jobId: string): Promise<void> {
  const records = await attempt(call('listExports', { jobId }));
  if (records !== null) replaceExports(jobId, records);
}
