/** Says when games wait for something that is not there: no live worker, no Redis. Silent when all is well. */
import { navigate, useApp } from '../stores/app-store.ts';
import { healthWarning } from '../stores/job-words.ts';
import { useJobs } from '../stores/jobs-store.ts';
import { texts } from '../texts.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';

export function HealthBanner() {
  const info = useApp((state) => state.info);
  const byId = useJobs((state) => state.byId);
  const warning = healthWarning(info, Object.values(byId));
  if (warning === null) return null;
  return (
    <Banner level={warning.level} next={warning.next === '' ? undefined : warning.next} actions={<Button small onClick={() => navigate({ screen: 'settings' })}>{texts.games.banner.health}</Button>}>
      {warning.message}
    </Banner>
  );
}
