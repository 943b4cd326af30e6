/** Tags of the chosen segments: those of the game to switch on and off, and a field for a new one. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useReview, useSegments } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { chosenSegments } from './choose-deeds.ts';
import { writeTags } from './judge-deeds.ts';

const words = texts.review;
const longestTag = 40;

export function TagsDialog() {
  const all = useSegments();
  const [typed, setTyped] = useState('');
  const chosen = chosenSegments();
  const known = [...new Set(all.flatMap((segment) => segment.tags))].sort((a, b) => a.localeCompare(b));
  const isOn = (tag: string): boolean => chosen.length > 0 && chosen.every((segment) => segment.tags.includes(tag));
  const toggle = (tag: string): void => {
    const off = isOn(tag);
    writeTags(chosen, (segment) => (off ? segment.tags.filter((one) => one !== tag) : [...new Set([...segment.tags, tag])]));
  };
  const add = (): void => {
    const tag = typed.trim(); // Enter in an empty field is the way out.
    setTyped('');
    if (tag === '') return useReview.setState({ dialog: null });
    if (!isOn(tag)) toggle(tag);
  };
  return (
    <Dialog title={words.tagsTitle} onClose={() => useReview.setState({ dialog: null })}>
      <form className="reassign" onSubmit={(event) => { event.preventDefault(); add(); }}>
        <p className="soft">{chosen.length > 1 ? words.pickedCount(chosen.length) : words.tagsHint}</p>
        <div className="tag-new">
          <input className="input" data-initial-focus type="text" maxLength={longestTag} aria-label={words.tagsNew} placeholder={words.tagsNew} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <Button type="submit">{words.tagAdd}</Button>
        </div>
        <ul className="reassign-list">
          {known.map((tag) => <li key={tag}><button type="button" className="tag-choice" aria-pressed={isOn(tag)} onClick={() => toggle(tag)}>{tag}</button></li>)}
        </ul>
        {known.length === 0 ? <p className="faint">{words.tagNone}</p> : null}
      </form>
    </Dialog>
  );
}
