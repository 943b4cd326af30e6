/** Lists for other programs, written beside the clips; and lists of other programs, taken in as segments. */
import { handOffFormats } from '../../src-shared/hand-off/hand-off-list.ts';
import { call } from '../bridge.ts';
import { Button } from '../components/Button.tsx';
import { attempt, notify } from '../stores/app-store.ts';
import { useReview } from '../stores/review-store.ts';
import { texts } from '../texts.ts';
import { changeOptions, useExportDraft } from './export-draft.ts';
import { handOffSummary } from './export-summary.ts';
import { Folded } from './Folded.tsx';

const words = texts.review.exportPanel;

export function ListsPart({ jobId }: { jobId: string }) {
  const options = useExportDraft((state) => state.options);
  const { handOff } = options;
  return (
    <Folded title={words.lists} summary={handOffSummary(options)} changed={handOff.length > 0}>
      <div className="export-formats">
        {handOffFormats.map((format) => (
          <label key={format} className="export-check" title={words.formatHints[format]}>
            <input type="checkbox" checked={handOff.includes(format)} onChange={(event) => changeOptions({ handOff: event.target.checked ? [...handOff, format] : handOff.filter((other) => other !== format) })} />
            <span>{words.formats[format]}</span>
          </label>
        ))}
      </div>
      <div className="export-line"><span className="field-hint">{words.importHint}</span><Button small onClick={() => void importList(jobId)}>{words.importList}</Button></div>
    </Folded>
  );
}

async function importList(jobId: string): Promise<void> {
  const path = await attempt(call('chooseList', {}));
  if (path === null) return;
  const answer = await attempt(call('importSegments', { jobId, path }));
  if (answer === null) return;
  useReview.setState({ review: answer.review.review });
  notify({ level: 'info', message: words.imported(answer.added) });
}
