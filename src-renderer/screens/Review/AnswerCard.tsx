/** The answer as a whole: what was found, what could not be seen, warnings; and when nothing was found, what to do. */
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { call } from '../../bridge.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { attempt, navigate } from '../../stores/app-store.ts';
import { useReview, useSegments } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { seekTo } from './play-deeds.ts';

const words = texts.review;

export function AnswerCard({ job }: { job: JobView }) {
  const results = useReview((state) => state.results);
  const problems = useReview((state) => state.debug?.clickProblems ?? none);
  const segments = useSegments();
  if (results === null) return <NoAnswerYet job={job} />;
  return (
    <article className="why" aria-label={words.why}>
      {segments.length === 0 ? <NothingFound /> : <header className="why-head"><h2>{words.segmentCount(segments.length)}</h2></header>}
      <p className="selectable">{results.summary}</p>
      {segments.length === 0 ? null : <p className="soft">{words.noSelection} <Kbd action="review.next-doubt" /> {words.noSelectionKeys}</p>}
      {[...new Set(results.warnings)].map((warning) => <Banner key={warning} level="warn">{warning}</Banner>)}
      {problems.length === 0 ? null : <Banner level="warn" next={<ul>{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>}>{words.clickProblems}</Banner>}
      <CouldNotSeeList />
    </article>
  );
}

const none: readonly string[] = [];

function NothingFound() {
  return (
    <>
      <header className="why-head"><h2>{words.nothingFound}</h2></header>
      <div>
        <p className="soft">{words.nothingFoundWhat}</p>
        <ol className="why-steps">{words.nothingFoundSteps.map((step) => <li key={step}>{step}</li>)}</ol>
      </div>
      <div className="why-verdicts">
        <Button onClick={() => useReview.setState({ filter: 'missed' })}>{words.nearMissesOpen}</Button>
        <Button kind="primary" onClick={() => useReview.setState({ panel: 'ask' })}>{words.askAgain}</Button>
      </div>
    </>
  );
}

function NoAnswerYet({ job }: { job: JobView }) {
  const { status } = job;
  if (status.status === 'failed' && status.error !== null) {
    return (
      <article className="why">
        <header className="why-head"><h2>{words.failedTitle}</h2></header>
        <Banner level="error" next={status.error.next}>{status.error.message}</Banner>
        <div className="why-verdicts"><Button kind="primary" onClick={() => void attempt(call('retryJob', { jobId: job.record.id }))}>{texts.common.tryAgain}</Button></div>
      </article>
    );
  }
  if (!isUnderWay(status.status)) {
    return (
      <article className="why">
        <header className="why-head"><h2>{words.notAnalysed}</h2></header>
        <p className="soft">{status.message}</p>
        <div className="why-verdicts"><Button kind="primary" onClick={() => navigate({ screen: 'new-game', jobId: job.record.id })}>{words.sayWhom}</Button></div>
      </article>
    );
  }
  return (
    <article className="why">
      <header className="why-head"><h2>{words.runningTitle}</h2></header>
      <ProgressBar value={status.progress} label={status.message} />
      <p>{status.message}</p>
      <p className="soft">{words.runningBody}</p>
    </article>
  );
}

function isUnderWay(status: JobView['status']['status']): boolean {
  return status === 'queued' || status === 'running' || status === 'paused' || status === 'cancelling';
}

const shownStretches = 40;

function CouldNotSeeList() {
  const stretches = useReview((state) => state.results?.couldNotSee ?? noStretches);
  if (stretches.length === 0) return null;
  const total = stretches.reduce((sum, stretch) => sum + spanSeconds(stretch), 0);
  return (
    <section className="could-not-see">
      <h3>{words.couldNotSeeTitle}</h3>
      <p className="soft">{words.couldNotSeeTotal(formatTime(total))}</p>
      <ul>
        {stretches.toSorted((a, b) => spanSeconds(b) - spanSeconds(a)).slice(0, shownStretches).map((stretch) => (
          <li key={`${stretch.start} ${stretch.why}`}>
            <button type="button" className="stretch" onClick={() => seekTo(stretch.start)}>
              <span className="tabular">{formatTime(stretch.start, 1)} – {formatTime(stretch.end, 1)}</span><span className="soft">{words.couldNotSee[stretch.why]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const noStretches: ReadonlyArray<{ start: number; end: number; why: keyof typeof words.couldNotSee }> = [];
