/** All games: drop, see how each is going, go on with it. */
import { useState } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Button } from '../../components/Button.tsx';
import { HealthBanner } from '../../components/HealthBanner.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { chooseAndAdd, useAddGames } from '../../stores/add-games.ts';
import { deleteJob, moveJob } from '../../stores/job-actions.ts';
import { isBusy } from '../../stores/job-words.ts';
import { inOrder, useJobs } from '../../stores/jobs-store.ts';
import { usePendingDeletes } from '../../stores/pending-deletes.ts';
import { useShortcuts } from '../../stores/shortcuts.ts';
import { texts } from '../../texts.ts';
import { AddErrors } from './AddErrors.tsx';
import { DropZone } from './DropZone.tsx';
import { GameRow } from './GameRow.tsx';
import './GamesScreen.css';

export function GamesScreen() {
  const loaded = useJobs((state) => state.loaded);
  const byId = useJobs((state) => state.byId);
  const hidden = usePendingDeletes((state) => state.jobIds);
  const adding = useAddGames((state) => state.adding);
  const jobs = inOrder(byId).filter((job) => !hidden.has(job.record.id));
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const focused = (): JobView | undefined => jobs.find((job) => job.record.id === document.activeElement?.closest('[data-job-id]')?.getAttribute('data-job-id'));
  const withFocused = (act: (job: JobView) => void) => (): void => {
    const job = focused();
    if (job !== undefined) act(job);
  };
  useShortcuts(texts.games.title, [
    { id: 'games.add', keys: ['mod+o'], label: texts.games.add, run: () => void chooseAndAdd() },
    { id: 'games.rename', keys: ['f2'], label: texts.games.renameFocused, run: withFocused((job) => setRenamingId(job.record.id)) },
    { id: 'games.up', keys: ['alt+arrowup'], label: texts.games.moveFocusedUp, run: withFocused((job) => void moveJob(job.record.id, -1)) },
    { id: 'games.down', keys: ['alt+arrowdown'], label: texts.games.moveFocusedDown, run: withFocused((job) => void moveJob(job.record.id, 1)) },
    { id: 'games.delete', keys: ['delete'], label: texts.games.deleteFocused, run: withFocused((job) => { if (!isBusy(job.status.status)) deleteJob(job); }) },
  ]);
  return (
    <div className="games">
      <ScreenHeader
        title={texts.games.title}
        subtitle={adding > 0 ? texts.games.adding(adding) : jobs.length > 0 ? texts.games.count(jobs.length) : undefined}
        actions={<Button kind={jobs.length > 0 ? 'primary' : 'plain'} icon="add" onClick={() => void chooseAndAdd()}>{texts.games.add}</Button>}
      />
      <div className="games-body">
        <div className="games-notes"><HealthBanner /><AddErrors /></div>
        {!loaded ? <p className="soft games-loading">{texts.common.loading}</p>
          : jobs.length === 0 ? <DropZone />
            : <ul className="game-list" aria-label={texts.games.listLabel}>
                {jobs.map((job, index) => <GameRow key={job.record.id} job={job} first={index === 0} last={index === jobs.length - 1} renaming={renamingId === job.record.id} onRenaming={(on) => setRenamingId(on ? job.record.id : null)} />)}
              </ul>}
      </div>
    </div>
  );
}
