/** The top line of a screen: way back, what this is, what can be done. */
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import './ScreenHeader.css';

interface ScreenHeaderProps {
  title: ReactNode;
  subtitle?: ReactNode;
  back?: { label: string; onBack: () => void };
  actions?: ReactNode;
}

export function ScreenHeader({ title, subtitle, back, actions }: ScreenHeaderProps) {
  return (
    <header className="screen-header">
      {back === undefined ? null : <IconButton icon="back" label={back.label} onClick={back.onBack} />}
      <div className="screen-header-words">
        <h1>{title}</h1>
        {subtitle === undefined ? null : <div className="screen-header-subtitle">{subtitle}</div>}
      </div>
      {actions === undefined ? null : <div className="screen-header-actions">{actions}</div>}
    </header>
  );
}
