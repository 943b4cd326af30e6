/** Redis, workers and device: each green or with what is wrong. */
import type { AppInfo, WorkerState } from '../../../src-shared/contract/api.ts';
import { SpeedName } from '../../../src-shared/domain/speed.ts';
import { Banner } from '../../components/Banner.tsx';
import { healthWarning } from '../../stores/job-words.ts';
import { inOrder, useJobs } from '../../stores/jobs-store.ts';
import { speedForecast } from '../../stores/speed-words.ts';
import { texts } from '../../texts.ts';

type Light = 'good' | 'warn' | 'bad';

const workerLights: Record<WorkerState['state'], Light> = { ready: 'good', starting: 'warn', restarting: 'warn', stopped: 'bad', 'crash-loop': 'bad' };
const redisLights: Record<AppInfo['redisState'], Light> = { ready: 'good', starting: 'warn', lost: 'warn', failed: 'bad' };

export function Health({ info }: { info: AppInfo }) {
  const words = texts.settings;
  const byId = useJobs((state) => state.byId);
  const warning = healthWarning(info, inOrder(byId));
  const devices = [...new Set(info.reports.flatMap((report) => (report.provider === null ? [] : [report.provider === report.device ? report.device : `${report.device} (${report.provider})`])))];
  return (
    <>
      {warning === null ? null : <Banner level={warning.level} next={warning.next === '' ? undefined : warning.next}>{warning.message}</Banner>}
      <ul className="health-list">
        <HealthRow light={redisLights[info.redisState]} name={words.redis} state={words.redisStates[info.redisState]} detail={info.redis} />
        {info.workers.map((worker, index) => (
          <HealthRow key={`${worker.lane}${index}`} light={workerLights[worker.state]} name={words.worker(worker.lane)} state={worker.restarts === 0 ? words.workerStates[worker.state] : `${words.workerStates[worker.state]}, ${words.restarts(worker.restarts)}`} detail={worker.message === '' ? words.workerHint(worker.lane) : worker.message} />
        ))}
        {info.workers.length === 0 ? <HealthRow light="bad" name={words.worker('long')} state={words.workerStates.stopped} detail={words.noWorkers} /> : null}
      </ul>
      <dl className="facts selectable">
        <dt>{words.device}</dt><dd>{devices.length === 0 ? words.deviceUnknown : devices.join(', ')}</dd>
        {SpeedName.options.flatMap((speed) => (info.speeds?.some((each) => each.speed === speed) ? [<dt key={speed}>{words.speed}: {texts.newGame.speeds[speed]}</dt>, <dd key={`${speed} measured`}>{speedForecast(speed, info.speeds)}</dd>] : []))}
        <dt>{words.queue}</dt><dd>{info.queue}</dd>
        <dt>{words.jobsFolder}</dt><dd>{info.jobsDir}</dd>
      </dl>
      {[...new Set(info.reports.flatMap((report) => report.warnings))].map((text) => <Banner key={text} level="info">{text}</Banner>)}
    </>
  );
}

function HealthRow({ light, name, state, detail }: { light: Light; name: string; state: string; detail: string }) {
  return (
    <li className="health-row">
      <span className={`status status-${light}`}>{name}</span>
      <span className="health-state">{state}</span>
      <span className="health-detail faint selectable" title={detail}>{detail}</span>
    </li>
  );
}
