/** Short messages in the corner. Errors stay until closed; the others leave by themselves, but not while they are pointed at. */
import { useEffect, useState } from 'react';
import { dismissNotice, useApp, type Notice } from '../stores/app-store.ts';
import { texts } from '../texts.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import './Toasts.css';

const secondsShown = 7;

export function Toasts() {
  const notices = useApp((state) => state.notices);
  return (
    <section className="toasts" aria-label={texts.common.notices} aria-live="polite">
      {notices.map((notice) => <Toast key={notice.id} notice={notice} />)}
    </section>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || notice.level === 'error') return undefined;
    const timer = setTimeout(() => dismissNotice(notice.id), secondsShown * 1000);
    return () => clearTimeout(timer);
  }, [held, notice]);
  const action = notice.action;
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <Banner
        level={notice.level}
        next={notice.next}
        onDismiss={() => dismissNotice(notice.id)}
        actions={action === undefined ? undefined : <Button small onClick={() => { action.run(); dismissNotice(notice.id); }}>{action.label}</Button>}
      >
        {notice.message}
      </Banner>
    </div>
  );
}
