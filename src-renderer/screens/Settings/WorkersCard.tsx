/** Workers of other machines that take chunks of this queue, as they tell of themselves. Asked for again every few seconds while it is shown. */
import { useEffect } from 'react';
import type { OutputOf } from '../../../src-shared/contract/api.ts';
import { call } from '../../bridge.ts';
import { useAsked } from '../../stores/use-asked.ts';
import { texts } from '../../texts.ts';

type Workers = OutputOf<'listWorkers'>;

const againMs = 3000;
const ask = (): Promise<Workers> => call('listWorkers', {});

export function WorkersCard() {
  const [workers, setWorkers] = useAsked(ask, null);
  const words = texts.settings.fleet;
  useEffect(() => {
    const timer = setInterval(() => { ask().then(setWorkers, () => undefined); }, againMs);
    return () => clearInterval(timer);
  }, [setWorkers]);
  if (workers === null || workers.length === 0) return <p className="soft">{words.none}</p>;
  return (
    <table>
      <thead><tr>{words.columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {workers.map((worker) => (
          <tr key={worker.id}>
            <td>{worker.machine}</td>
            <td>{worker.provider ?? worker.device}</td>
            <td>{worker.current === null ? words.states[worker.state] : words.chunk(worker.current.chunkIndex, worker.current.fraction)}</td>
            <td>{worker.framesPerSecond === null ? '–' : words.speed(worker.framesPerSecond)}</td>
            <td>{words.count(worker.done, worker.failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
