/** The empty list: what the app does and the one thing to do. The whole window takes drops; this is where one looks. */
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { chooseAndAdd } from '../../stores/add-games.ts';
import { attempt, navigate } from '../../stores/app-store.ts';
import { putJob } from '../../stores/jobs-store.ts';
import { texts } from '../../texts.ts';
import { beginTour } from '../../tour/Tour.tsx';
import './DropZone.css';

export function DropZone() {
  return (
    <div className="drop-zone">
      <Icon name="film" size={44} />
      <h2>{texts.games.emptyTitle}</h2>
      <p>{texts.games.emptyBody}</p>
      <div className="drop-zone-ways">
        <Button kind="primary" icon="folder" onClick={() => void chooseAndAdd()}>{texts.games.choose}</Button>
        <Button icon="play" onClick={() => void trySample()}>{texts.desktop.sample}</Button>
      </div>
      <p className="faint drop-zone-formats">{texts.games.emptyFormats}</p>
    </div>
  );
}

async function trySample(): Promise<void> {
  const job = await attempt(call('addSampleGame', {}));
  if (job === null) return;
  beginTour();
  putJob(job);
  navigate({ screen: 'new-game', jobId: job.record.id });
}
