/** One game in the list: picture, name, whom it looks for, how it is going, what to do next. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Button } from '../../components/Button.tsx';
import { Menu, type MenuItem } from '../../components/Menu.tsx';
import { Swatch } from '../../components/Swatch.tsx';
import { deleteJob, doJobAction, moveJob, packGame, renameJob } from '../../stores/job-actions.ts';
import { actionsFor, isBusy, whomWords, type JobAction } from '../../stores/job-words.ts';
import { useThumbnail } from '../../stores/media-store.ts';
import { texts } from '../../texts.ts';
import { useSeen } from '../../components/use-seen.ts';
import { actionIcons } from './action-icons.ts';
import { GameState } from './GameState.tsx';
import { RenameField } from './RenameField.tsx';
import './GameRow.css';

/** The next step of the story stands out; repairs and side ways do not. */
const inviting: ReadonlySet<JobAction> = new Set(['choose-player', 'run', 'review']);

interface GameRowProps {
  job: JobView;
  first: boolean;
  last: boolean;
  renaming: boolean;
  onRenaming: (renaming: boolean) => void;
}

export function GameRow({ job, first, last, renaming, onRenaming }: GameRowProps) {
  const { record } = job;
  const [main, second, ...others] = actionsFor(job);
  const busy = isBusy(job.status.status);
  const items: MenuItem[] = [
    ...[second, ...others].flatMap((action) => action ?? []).map((action) => ({ label: texts.games.actions[action], icon: actionIcons[action], run: () => void doJobAction(job, action) })),
    { label: texts.games.rename, icon: 'edit', run: () => onRenaming(true) },
    { label: texts.games.moveUp, icon: 'up', disabled: first, run: () => void moveJob(record.id, -1) },
    { label: texts.games.moveDown, icon: 'down', disabled: last, run: () => void moveJob(record.id, 1) },
    { label: texts.desktop.game.pack, icon: 'export', disabled: busy || !job.hasResults, run: () => void packGame(record.id) },
    { label: texts.games.delete, icon: 'trash', danger: true, disabled: busy, run: () => deleteJob(job) },
  ];
  const open = main === undefined ? undefined : () => void doJobAction(job, main === 'run' || main === 'retry' || main === 'resume' || main === 'relink' ? 'change-player' : main);
  return (
    <li className="game-row" data-job-id={record.id} data-status={job.status.status}>
      <Thumbnail jobId={record.id} name={record.name} onOpen={open} />
      <div className="game-words">
        {renaming
          ? <RenameField name={record.name} onDone={(name) => { onRenaming(false); if (name !== null) void renameJob(record.id, name); }} />
          : <h2 className="game-name" onDoubleClick={() => onRenaming(true)}>{record.name}</h2>}
        <div className="game-facts">
          <span className="game-whom">
            {record.setup?.target.jerseyColor == null ? null : <Swatch color={record.setup.target.jerseyColor} label={`${texts.games.jerseyColour} ${record.setup.target.jerseyColor}`} />}
            {whomWords(record.setup)}
          </span>
          <span className="game-path" title={record.videoPath}>{record.videoPath.split(/[\\/]/).at(-1)}</span>
        </div>
      </div>
      <GameState job={job} />
      <div className="game-actions">
        {second === undefined ? null : <Button kind="quiet" onClick={() => void doJobAction(job, second)}>{texts.games.actions[second]}</Button>}
        {main === undefined ? null : <Button kind={inviting.has(main) ? 'primary' : 'plain'} icon={actionIcons[main]} onClick={() => void doJobAction(job, main)}>{texts.games.actions[main]}</Button>}
        <Menu label={texts.games.more(record.name)} items={items} />
      </div>
    </li>
  );
}

function Thumbnail({ jobId, name, onOpen }: { jobId: string; name: string; onOpen: (() => void) | undefined }) {
  const [box, seen] = useSeen<HTMLButtonElement>();
  const url = useThumbnail(jobId, seen);
  return (
    <button ref={box} type="button" className="game-picture" aria-label={texts.games.open(name)} disabled={onOpen === undefined} onClick={onOpen}>
      {typeof url === 'string' ? <img src={url} alt="" draggable={false} /> : null}
    </button>
  );
}
