/** What to export, where, how, under which names; below it the exports of this game with their progress. The usual needs no more than one button. */
import { useEffect, useState } from 'react';
import { optionsProblem } from '../../src-shared/contract/export-options.ts';
import { endSeconds } from '../../src-shared/domain/video.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import { forecastBytes, planClips, shownSeconds, type PlannedClip } from '../../src-shared/export-plan.ts';
import { unknownPlaceholders } from '../../src-shared/safe-file-name.ts';
import { call } from '../bridge.ts';
import { Button, IconButton } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Switch } from '../components/Switch.tsx';
import { replaceExports } from '../stores/exports-store.ts';
import { attempt } from '../stores/app-store.ts';
import { readPreferences, usePreferences } from '../stores/preferences-store.ts';
import { useReview, useSegments } from '../stores/review-store.ts';
import { texts } from '../texts.ts';
import { possibleScopes, segmentsToExport, usualScope, type ExportScope } from './export-choice.ts';
import { changeOptions, useExportDraft } from './export-draft.ts';
import { bytesInWords } from './export-summary.ts';
import { ExportList, showBegun } from './ExportList.tsx';
import { FilesPart } from './FilesPart.tsx';
import { LengthPart } from './LengthPart.tsx';
import { ListsPart } from './ListsPart.tsx';
import { LookPart } from './LookPart.tsx';
import { RecipeBar } from './RecipeBar.tsx';
import './ExportPanel.css';

const words = texts.review.exportPanel;
const previewedNames = 3;

export function ExportPanel({ job, onClose }: { job: JobView; onClose: () => void }) {
  const jobId = job.record.id;
  const segments = useSegments();
  const media = useReview((state) => state.media);
  const results = useReview((state) => state.results);
  const selectedId = useReview((state) => (state.selection?.kind === 'segment' ? state.selection.id : null));
  const { options, folder } = useExportDraft();
  const clipsFolder = usePreferences((state) => state.preferences?.clipsFolder ?? null);
  const [wished, setScope] = useState<ExportScope | null>(null);
  useEffect(() => {
    void readExports(jobId);
    void readPreferences();
  }, [jobId]);

  const shifts = results?.shifts ?? null;
  const scopes = possibleScopes(segments, selectedId, shifts);
  const scope = wished !== null && scopes.some((one) => one.scope === wished) ? wished : usualScope(segments);
  const chosen = segmentsToExport(segments, scope, selectedId, shifts);
  const clips: PlannedClip[] = media === null || results === null ? [] : planClips(chosen, options, {
    video: { start: media.startSeconds, end: endSeconds(media) }, preRollSeconds: results.tuning.preRollSeconds, postRollSeconds: results.tuning.postRollSeconds,
    maxClipSeconds: results.settings.maxClipSeconds, game: job.record.name, jerseyNumber: results.target.jerseyNumber,
  });
  const films = options.separate || options.combined || options.shareBundle;
  const problem = optionsProblem(options);
  const canStart = clips.length > 0 && problem === null && options.nameTemplate.trim() !== '' && unknownPlaceholders(options.nameTemplate).length === 0;
  const chooseFolder = async (): Promise<void> => {
    const path = await attempt(call('chooseFolder', {}));
    if (path !== null) useExportDraft.setState({ folder: path });
  };
  const start = async (): Promise<void> => {
    const record = await attempt(call('startExport', { jobId, segmentIds: chosen.map((segment) => segment.id), ...(folder === null ? {} : { folder }), options }));
    if (record !== null) showBegun(record);
  };
  return (
    <form className="ask export" aria-label={words.title} onSubmit={(event) => { event.preventDefault(); if (canStart) void start(); }}>
      <header className="why-head"><h2>{words.title}</h2><IconButton small icon="close" label={texts.common.close} keyCap="Esc" onClick={onClose} /></header>
      <RecipeBar />
      <div className="export-line"><label htmlFor="export-scope">{words.which}</label>
        <select id="export-scope" className="input" value={scope} onChange={(event) => setScope(event.target.value as ExportScope)}>
          {scopes.map((one) => <option key={one.scope} value={one.scope}>{scopeWords(one.scope, one.count)}</option>)}
        </select>
      </div>
      <div className="export-row">
        <Switch label={words.separate} checked={options.separate} onChange={(separate) => changeOptions({ separate })} />
        <Switch label={words.combined} checked={options.combined} onChange={(combined) => changeOptions({ combined })} />
        <Switch label={words.share} checked={options.shareBundle} onChange={(shareBundle) => changeOptions({ shareBundle })} />
      </div>
      <Field label={words.folder}>
        {(control) => (
          <div className="export-folder">
            <span {...control} className="export-path selectable" title={folder ?? clipsFolder ?? ''}>{folder ?? clipsFolder ?? words.folderDefault}</span>
            <Button small icon="folder" onClick={() => void chooseFolder()}>{words.choose}</Button>
          </div>
        )}
      </Field>
      <div className="export-parts">
        <LookPart />
        <LengthPart tuning={results?.tuning ?? null} />
        <ListsPart jobId={jobId} />
        <FilesPart />
      </div>
      {options.separate || options.shareBundle ? (
        <ul className="export-names faint" aria-label={words.name}>
          {clips.slice(0, previewedNames).map(({ name, segment, start: from }) => <li key={`${segment.id} ${from}`}>{name}.{options.container}</li>)}
          {clips.length > previewedNames ? <li>…</li> : null}
        </ul>
      ) : null}
      <div className="export-start">
        <Button kind="primary" icon="export" type="submit" disabled={!canStart}>{films ? words.start(clips.length) : words.startLists}</Button>
        {problem === null ? <Forecast clips={clips} /> : <p className="field-error">{films ? problem : words.needOne}</p>}
      </div>
      <ExportList jobId={jobId} />
    </form>
  );
}

/** How long and large it will be, before it begins. */
function Forecast({ clips }: { clips: readonly PlannedClip[] }) {
  const options = useExportDraft((state) => state.options);
  const media = useReview((state) => state.media);
  if (clips.length === 0) return <p className="field-hint">{words.none}</p>;
  const seconds = clips.reduce((sum, { start, end }) => sum + shownSeconds(end - start, options.look), 0);
  const bytes = media === null ? 0 : forecastBytes(clips, options, media);
  return <p className="field-hint tabular">{words.total(formatTime(seconds))}{bytes === 0 ? null : <> · {words.about(bytesInWords(bytes))}</>}<br />{words.neverReplaced}</p>;
}

function scopeWords(scope: ExportScope, count: number): string {
  if (scope === 'accepted' || scope === 'all') return words[scope](count);
  if (scope === 'selected') return words.selected;
  if (scope.startsWith('stars:')) return words.rated(Number(scope.slice(6)), count);
  if (scope.startsWith('tag:')) return words.tagged(scope.slice(4), count);
  return words.ofShift(Number(scope.slice(6)), count);
}

async function readExports(jobId: string): Promise<void> {
  const records = await attempt(call('listExports', { jobId }));
  if (records !== null) replaceExports(jobId, records);
}
