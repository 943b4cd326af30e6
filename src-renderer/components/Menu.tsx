/** A button that opens a short list of actions. Arrow keys move, Escape closes, focus returns to the button. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import './Menu.css';

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const [upward, setUpward] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const list = box.current?.querySelector('.menu-list');
    if (list != null && list.getBoundingClientRect().bottom > window.innerHeight) setUpward(true);
    box.current?.querySelector<HTMLElement>('[role=menuitem]:not(:disabled)')?.focus({ preventScroll: true });
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === true) return;
      setOpen(false);
    };
    window.addEventListener('pointerdown', closeOutside);
    return () => window.removeEventListener('pointerdown', closeOutside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); close(); return; }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    <div className="menu" ref={box} onKeyDown={onKeyDown}>
      <IconButton icon="more" label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => { setUpward(false); setOpen(!open); }} />
      {open
        ? <div className={`menu-list${upward ? ' menu-list-up' : ''}`} role="menu" aria-label={label}>
            {items.map((item) => (
              <button key={item.label} type="button" role="menuitem" className={`menu-item${item.danger === true ? ' menu-item-danger' : ''}`} disabled={item.disabled === true} onClick={() => { close(); item.run(); }}>
                {item.icon === undefined ? <span className="menu-no-icon" /> : <Icon name={item.icon} size={14} />}
                {item.label}
              </button>
            ))}
          </div>
        : null}
    </div>
  );
}
