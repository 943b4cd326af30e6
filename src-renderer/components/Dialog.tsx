/** A modal dialog on the platform's own <dialog>: focus is kept inside, Escape closes, focus returns where it was. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { texts } from '../texts.ts';
import { IconButton } from './Button.tsx';
import './Dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, least important first. */
  footer?: ReactNode;
  wide?: boolean;
}

export function Dialog({ title, onClose, children, footer, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    if (!dialog.open) dialog.showModal();
    // React focuses too early for a dialog that is not open yet, and drops the attribute the platform would look for.
    dialog.querySelector<HTMLElement>('[data-initial-focus]')?.focus();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog${wide ? ' dialog-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      // Escape pressed twice without anything between closes it without asking.
      onClose={() => { if (element.current?.open === false) onClose(); }}
      onMouseDown={(event) => { if (event.target === element.current) onClose(); }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label={texts.common.close} small onClick={onClose} />
        </header>
        <div className="dialog-content">{children}</div>
        {footer === undefined ? null : <footer className="dialog-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
