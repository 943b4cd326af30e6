/** Which screen is shown, and its address. The address lives in the URL's hash, so reload and Back work by themselves. */

export type Route =
  | { screen: 'games' }
  /** Whom to look for in a job. */
  | { screen: 'new-game'; jobId: string }
  | { screen: 'progress'; jobId: string }
  | { screen: 'review'; jobId: string }
  | { screen: 'roster'; jobId: string }
  | { screen: 'season' }
  | { screen: 'settings' };

const screensOfAJob = ['new-game', 'progress', 'review', 'roster'] as const;

export function routeToHash(route: Route): string {
  return 'jobId' in route ? `#/${route.screen}/${route.jobId}` : `#/${route.screen}`;
}

/** Anything that is not an address of a screen is the list of games. */
export function routeFromHash(hash: string): Route {
  const [screen, jobId] = hash.replace(/^#\/?/, '').split('/');
  if (screen === 'settings' || screen === 'season') return { screen };
  const ofAJob = screensOfAJob.find((name) => name === screen);
  if (ofAJob !== undefined && jobId !== undefined && /^[0-9a-z]{26}$/.test(jobId)) return { screen: ofAJob, jobId };
  return { screen: 'games' };
}
