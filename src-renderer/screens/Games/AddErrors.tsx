/** Files that did not become games, each with its reason, until the user has read them. */
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { dismissAddErrors, useAddGames } from '../../stores/add-games.ts';
import { texts } from '../../texts.ts';

const shown = 5;

export function AddErrors() {
  const errors = useAddGames((state) => state.errors);
  return (
    <>
      {errors.slice(0, shown).map((error) => (
        <Banner key={error.path} level="error" next={error.next} onDismiss={() => dismissAddErrors(error.path)}>
          <strong title={error.path}>{texts.games.couldNotAdd(fileName(error.path))}</strong> — {error.message}
        </Banner>
      ))}
      {errors.length > 1
        ? <div className="add-errors-more soft">
            {errors.length > shown ? <span>{texts.games.moreErrors(errors.length - shown)}</span> : null}
            <Button small kind="quiet" onClick={() => dismissAddErrors()}>{texts.games.dismissAll}</Button>
          </div>
        : null}
    </>
  );
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
