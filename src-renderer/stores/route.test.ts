import { describe, expect, it } from 'vitest';
import { routeFromHash, routeToHash, type Route } from './route.ts';

const jobId = '01hzy0000000000000000000aa';
const routes: Route[] = [
  { screen: 'games' }, { screen: 'settings' }, { screen: 'new-game', jobId }, { screen: 'progress', jobId }, { screen: 'review', jobId }, { screen: 'roster', jobId },
];

describe('addresses of screens', () => {
  it.each(routes)('$screen survives the way through the address', (route) => {
    expect(routeFromHash(routeToHash(route))).toEqual(route);
  });
  it.each(['', '#', '#/nonsense', '#/review', '#/review/../../etc', '#/review/short'])('%j leads to the games', (hash) => {
    expect(routeFromHash(hash)).toEqual({ screen: 'games' });
  });
});
