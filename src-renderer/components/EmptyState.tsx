/** A screen or list with nothing in it: what it is for and the one thing to do. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './EmptyState.css';

export function EmptyState({ icon, title, children, actions }: { icon: IconName; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty-state">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      <div className="empty-state-words">{children}</div>
      {actions === undefined ? null : <div className="empty-state-actions">{actions}</div>}
    </div>
  );
}
