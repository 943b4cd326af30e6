/** Shown when the page is opened in an ordinary browser. */
import { texts } from '../texts.ts';
import { EmptyState } from './EmptyState.tsx';

export function NoBridge() {
  return <EmptyState icon="film" title={texts.common.appName}><p>{texts.common.noBridge}</p></EmptyState>;
}
