/** Whom to look for: the picture to find and click him in, and the words beside it. Sends only what the shared schemas accept. */
import { useRef, useState } from 'react';
import type { Point } from '../../../src-shared/domain/geometry.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { framesPerSecond, type MediaInfo } from '../../../src-shared/domain/video.ts';
import { call } from '../../bridge.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { navigate, notifyError } from '../../stores/app-store.ts';
import { isBusy } from '../../stores/job-words.ts';
import { putJob, useJob, useJobs } from '../../stores/jobs-store.ts';
import { forgetMedia, useMedia } from '../../stores/media-store.ts';
import { useShortcuts } from '../../stores/shortcuts.ts';
import { texts } from '../../texts.ts';
import { changeDraft, dropDraft, useDraft } from './draft-store.ts';
import { FramePicker, type FramePickerHandle } from './picture/FramePicker.tsx';
import { checkDraft, type DraftErrors, type SetupDraft } from './setup-draft.ts';
import { Preflight } from './Preflight.tsx';
import { SetupForm } from './SetupForm.tsx';
import { areasOf, closesArea, withArea, type Tool } from './tool.ts';
import './NewGameScreen.css';

export function NewGameScreen({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  const loaded = useJobs((state) => state.loaded);
  const media = useMedia(jobId);
  const words = texts.newGame;
  const back = { label: texts.common.backToGames, onBack: () => navigate({ screen: 'games' }) };
  if (job === undefined) return loaded ? <EmptyState icon="film" title={texts.common.gameGone} actions={<Button onClick={back.onBack}>{texts.common.backToGames}</Button>} /> : null;
  if (media.state === 'ready') return <Setup job={job} media={media.media} back={back} />;
  return (
    <div className="new-game">
      <ScreenHeader title={words.title} subtitle={job.record.name} back={back} />
      {media.state === 'loading' ? <EmptyState icon="film" title={words.loadingMedia} />
        : <EmptyState icon="alert" title={media.error.message} actions={<Button onClick={() => forgetMedia(jobId)}>{texts.common.tryAgain}</Button>}><p>{media.error.next}</p></EmptyState>}
    </div>
  );
}

function Setup({ job, media, back }: { job: JobView; media: MediaInfo; back: { label: string; onBack: () => void } }) {
  const jobId = job.record.id;
  const words = texts.newGame;
  const draft = useDraft(job);
  const [tool, setTool] = useState<Tool>({ kind: 'him' });
  const [sent, setSent] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const picker = useRef<FramePickerHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const checked = checkDraft(draft);
  const errors: DraftErrors = checked.ok ? {} : checked.errors;
  const change = (next: SetupDraft): void => changeDraft(jobId, next);
  const busy = isBusy(job.status.status);

  const point = (at: Point, timeSeconds: number): void => {
    if (tool.kind === 'him' || tool.kind === 'not-him') change({ ...draft, clicks: [...withoutNear(draft, at, timeSeconds, 0.5 / framesPerSecond(media)), { timeSeconds: Math.max(0, timeSeconds), ...at, kind: tool.kind }] });
    else if (tool.kind === 'area') {
      if (closesArea(tool.corners, at)) closeArea();
      else setTool({ ...tool, corners: [...tool.corners, at] });
    }
  };
  const closeArea = (): void => {
    if (tool.kind !== 'area' || tool.corners.length < 3) return;
    change(withArea(draft, tool.area, tool.corners));
    setTool({ kind: 'him' });
  };
  const color = (value: string): void => {
    if (tool.kind !== 'color') return;
    change({ ...draft, [tool.field]: value });
    setTool({ kind: 'him' });
  };
  const submit = async (): Promise<void> => {
    setSent(true);
    if (!checked.ok) return showFirstMistake(form.current);
    if (busy) return;
    setSubmitting(true);
    try {
      putJob(await call('setupJob', { jobId, setup: checked.setup }));
      putJob(await call('runJob', { jobId }));
      dropDraft(jobId);
      navigate({ screen: 'progress', jobId });
    } catch (thrown) {
      notifyError(thrown);
      setSubmitting(false);
    }
  };
  useShortcuts(words.shortcutGroup, [
    { id: 'new-game.him', keys: ['h'], label: words.tool.him, run: () => setTool({ kind: 'him' }) },
    { id: 'new-game.not-him', keys: ['n'], label: words.tool['not-him'], run: () => setTool({ kind: 'not-him' }) },
    { id: 'new-game.color', keys: ['c'], label: words.pickFromPicture(words.jerseyColor), run: () => { setTool({ kind: 'color', field: 'jerseyColor' }); picker.current?.focusPicture(); } },
    { id: 'new-game.submit', keys: ['mod+enter'], label: words.submit, run: () => void submit() },
    ...(tool.kind === 'area' ? [
      { id: 'new-game.area-close', keys: ['enter'], label: words.closeArea, run: closeArea },
      { id: 'new-game.area-back', keys: ['backspace'], label: words.cornerBack, run: () => setTool({ ...tool, corners: tool.corners.slice(0, -1) }) },
    ] : []),
    ...(tool.kind === 'him' ? [] : [{ id: 'new-game.give-up', keys: ['escape'], label: words.giveUpTool, run: () => setTool({ kind: 'him' }) }]),
  ]);

  return (
    <div className="new-game">
      <ScreenHeader
        title={words.title}
        subtitle={job.record.name}
        back={back}
        actions={job.hasResults ? <Button icon="players" onClick={() => navigate({ screen: 'roster', jobId })}>{texts.games.actions.roster}</Button> : undefined}
      />
      <div className="new-game-body">
        <div className="new-game-picture">
          <div className="new-game-tools">
            <SegmentedControl
              label={words.tools}
              value={tool.kind === 'not-him' ? 'not-him' : 'him'}
              options={[{ value: 'him', label: words.tool.him, title: 'H' }, { value: 'not-him', label: words.tool['not-him'], title: 'N' }]}
              onChange={(kind) => setTool({ kind })}
            />
            {tool.kind === 'color' || tool.kind === 'area'
              ? <span className="new-game-tool-words"><Icon name={tool.kind === 'color' ? 'eyedropper' : 'polygon'} size={14} />{tool.kind === 'color' ? words.picking(words[tool.field]) : words.drawing(words.area[tool.area])}</span>
              : null}
          </div>
          <FramePicker ref={picker} jobId={jobId} media={media} tool={tool} clicks={draft.clicks} areas={areasOf(draft)} startAt={startTime(draft, media)} onPoint={point} onColor={color} />
        </div>
        <form ref={form} className="new-game-form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <div className="new-game-fields">
            {busy ? <Banner level="info">{words.busy}</Banner> : null}
            <SetupForm draft={draft} errors={sent ? errors : withoutTarget(errors)} tool={tool} onTool={(next) => { setTool(next); if (next.kind !== 'him') picker.current?.focusPicture(); }} onChange={change} onGo={(time) => picker.current?.seek(time)} />
          </div>
          <div className="new-game-submit">
            <Preflight media={media} draft={draft} />
            {sent && !checked.ok ? <div className="field-error" role="alert"><Icon name="alert" size={13} /><span>{errors.target ?? words.fixFirst}</span></div> : null}
            <Button kind="primary" icon="search" type="submit" disabled={submitting || busy}>{submitting ? words.submitting : words.submit}</Button>
          </div>
        </form>
      </div>
    </div>
  );
}

/** A second click on the same spot of the same frame replaces the first, so that a mistaken "him" becomes "not him". */
function withoutNear(draft: SetupDraft, at: Point, timeSeconds: number, halfFrame: number): SetupDraft['clicks'] {
  return draft.clicks.filter((click) => Math.abs(click.timeSeconds - timeSeconds) >= halfFrame || Math.hypot(click.x - at.x, click.y - at.y) > 0.02);
}

/** Opens what hides it and puts the cursor there; without a field of its own, the number is where one would begin. */
function showFirstMistake(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid=true]') ?? form?.querySelector<HTMLElement>('input');
  const fold = field?.closest('details');
  if (fold != null) fold.open = true;
  field?.focus();
}

/** "Nobody named" is no mistake before one has tried to go on. */
function withoutTarget(errors: DraftErrors): DraftErrors {
  const { target: _notYet, ...others } = errors;
  return others;
}

function startTime(draft: SetupDraft, media: MediaInfo): number {
  return draft.clicks.find((click) => click.kind === 'him')?.timeSeconds ?? media.startSeconds + Math.min(3, media.durationSeconds / 4);
}
