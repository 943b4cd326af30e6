/** The three-step tour: a small card that goes with the user from screen to screen. Begun by the sample game, never by itself. */
import { create } from 'zustand';
import { IconButton } from '../components/Button.tsx';
import type { Route } from '../stores/route.ts';
import { texts } from '../texts.ts';
import './Tour.css';

const useTour = create<{ on: boolean }>()(() => ({ on: false }));

export function beginTour(): void {
  useTour.setState({ on: true });
}

const stepOf: Record<Route['screen'], keyof typeof texts.desktop.tour.steps | null> = { games: 'games', 'new-game': 'who', progress: null, review: 'review', roster: null, season: null, settings: null };
const order = Object.keys(texts.desktop.tour.steps);

export function Tour({ route }: { route: Route }) {
  const on = useTour((state) => state.on);
  const step = stepOf[route.screen];
  if (!on || step === null) return null;
  const words = texts.desktop.tour;
  const { title, body } = words.steps[step];
  return (
    <aside className="tour" aria-label={words.step(order.indexOf(step) + 1, order.length)}>
      <div className="tour-head"><span className="faint">{words.step(order.indexOf(step) + 1, order.length)}</span><IconButton icon="close" label={words.close} small onClick={() => useTour.setState({ on: false })} /></div>
      <strong>{title}</strong>
      <p>{body}</p>
    </aside>
  );
}
