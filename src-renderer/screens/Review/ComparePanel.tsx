/** A and B: an answer that was kept beside the present one, on the marked range; each difference can be looked at, and either taken. */
import { presets, resolveTuning, type Tuning } from '../../../src-shared/domain/settings.ts';
import { formatTime } from '../../../src-shared/domain/time.ts';
import { endSeconds, type MediaInfo } from '../../../src-shared/domain/video.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { compareAnswers, type ComparedSegment, type KeptAnswer } from '../../stores/compare-answers.ts';
import { askAgain } from '../../stores/review-calls.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { seekTo } from './play-deeds.ts';
import './ComparePanel.css';

const words = texts.review.comparePanel;

export function ComparePanel({ media }: { media: MediaInfo }) {
  const results = useReview((state) => state.results);
  const kept = useReview((state) => state.keptAnswer);
  const marks = useReview((state) => state.marks);
  const resolving = useReview((state) => state.resolving);
  if (results === null) return null;
  const present: KeptAnswer = { setup: { target: results.target, settings: results.settings }, segments: results.segments };
  const isMarked = marks.start !== null && marks.end !== null && marks.end > marks.start;
  const range = isMarked ? { start: marks.start!, end: marks.end! } : { start: media.startSeconds, end: endSeconds(media) };
  const keep = (): void => useReview.setState({ keptAnswer: present });
  return (
    <article className="why" aria-label={words.title}>
      <header className="why-head"><h2>{words.title}</h2><IconButton small icon="close" label={texts.common.close} action="view.leave" onClick={() => useReview.setState({ panel: 'why' })} /></header>
      <p className="soft">{isMarked ? words.onRange(formatTime(range.start, 1), formatTime(range.end, 1)) : words.onGame}</p>
      {kept === null
        ? <><p>{words.how}</p><div className="why-verdicts"><Button kind="primary" onClick={keep}>{words.keep}</Button></div></>
        : <>
            <Sides a={kept} b={present} range={range} />
            <div className="why-verdicts">
              <Button disabled={resolving} onClick={() => { useReview.setState({ keptAnswer: present }); void askAgain(kept.setup); }}>{words.swap}</Button>
              <Button disabled={resolving} onClick={() => { useReview.setState({ keptAnswer: null }); void askAgain(kept.setup); }}>{words.take('A')}</Button>
              <Button onClick={() => useReview.setState({ keptAnswer: null })}>{words.take('B')}</Button>
            </div>
          </>}
      <div className="why-verdicts"><Button action="view.ask" onClick={() => useReview.setState({ panel: 'ask' })}>{words.change}</Button></div>
    </article>
  );
}

function Sides({ a, b, range }: { a: KeptAnswer; b: KeptAnswer; range: { start: number; end: number } }) {
  const { a: ofA, b: ofB, diff } = compareAnswers(a.segments, b.segments, range);
  const differences = [
    ...diff.added.map((segment) => ({ key: `b ${segment.id}`, segment, words: words.onlyB })),
    ...diff.removed.map((segment) => ({ key: `a ${segment.id}`, segment, words: words.onlyA })),
    ...diff.moved.map(({ before, after }) => ({ key: `m ${after.id}`, segment: after, words: words.moved(formatTime(before.start, 1), formatTime(before.end, 1)) })),
  ].sort((one, other) => one.segment.start - other.segment.start);
  return (
    <>
      <div className="compare-sides">
        <strong>A</strong><Bars segments={a.segments} range={range} /><span className="tabular soft">{words.facts(ofA.count, formatTime(ofA.seconds, 1))}</span>
        <strong>B</strong><Bars segments={b.segments} range={range} /><span className="tabular soft">{words.facts(ofB.count, formatTime(ofB.seconds, 1))}</span>
      </div>
      <p className="soft">{settingsWords(a, b)}</p>
      {differences.length === 0 ? <p>{words.same}</p> : (
        <ul className="compare-differences">
          {differences.map(({ key, segment, words: what }) => (
            <li key={key}><button type="button" className="stretch" onClick={() => seekTo(segment.start)}><span className="tabular">{formatTime(segment.start, 1)} – {formatTime(segment.end, 1)}</span><span className="soft">{what}</span></button></li>
          ))}
        </ul>
      )}
    </>
  );
}

function Bars({ segments, range }: { segments: readonly ComparedSegment[]; range: { start: number; end: number } }) {
  const share = (time: number): number => Math.min(100, Math.max(0, ((time - range.start) / (range.end - range.start)) * 100));
  const shown = segments.filter((segment) => segment.end > range.start && segment.start < range.end);
  return <span className="compare-bars" aria-hidden="true">{shown.map((segment) => <span key={segment.id} style={{ left: `${share(segment.start)}%`, width: `${Math.max(0.4, share(segment.end) - share(segment.start))}%` }} />)}</span>;
}

/** What is set otherwise: "Bridge gaps up to: 1 → 3". */
function settingsWords(a: KeptAnswer, b: KeptAnswer): string {
  const [before, after] = [resolveTuning(a.setup.settings), resolveTuning(b.setup.settings)];
  const labels: Partial<Record<keyof Tuning, string>> = texts.review.tuning;
  const changed = (Object.keys(presets.broadcast) as Array<keyof Tuning>).filter((name) => before[name] !== after[name] && labels[name] !== undefined).map((name) => `${labels[name]}: ${before[name]} → ${after[name]}`);
  return changed.length === 0 ? words.sameSettings : changed.join('; ');
}
