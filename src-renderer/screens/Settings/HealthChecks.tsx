/** Each thing an analysis needs: green, or with what is wrong and the button that mends it. */
import type { AppInfo } from '../../../src-shared/contract/api.ts';
import type { HealthCheck } from '../../../src-shared/contract/desktop-api.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { attempt } from '../../stores/app-store.ts';
import { useAsked } from '../../stores/use-asked.ts';
import { texts } from '../../texts.ts';

const ask = (): Promise<HealthCheck[]> => call('checkHealth', {});

export function HealthChecks({ info }: { info: AppInfo }) {
  // Main tells when a worker or the queue changes; the rest is looked at with it.
  const [checks, setChecks] = useAsked(ask, info);
  const words = texts.desktop.health;
  if (checks === null) return <p className="soft">{texts.common.loading}</p>;
  const mend = async (check: HealthCheck): Promise<void> => {
    if (check.mend === 'free-space') document.getElementById('storage')?.scrollIntoView({ block: 'center' });
    else if (check.mend !== null) {
      const found = await attempt(call('mendHealth', { mend: check.mend }));
      if (found !== null) setChecks(found);
    }
  };
  return (
    <>
      {checks.every(({ light }) => light === 'good') ? <p className="soft">{words.allGood}</p> : null}
      <ul className="check-list" aria-label={texts.settings.health}>
        {checks.map((check) => (
          <li key={check.name} className="check" data-light={check.light}>
            <span className={`status status-${check.light}`} title={words.lights[check.light]}>{words.names[check.name]}</span>
            <span className="selectable check-words">{check.message}{check.next === '' ? null : <span className="faint"> {check.next}</span>}</span>
            {check.mend === null ? null : <Button small onClick={() => void mend(check)}>{words.mends[check.mend]}</Button>}
          </li>
        ))}
      </ul>
    </>
  );
}
