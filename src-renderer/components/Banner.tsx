/** A message that stays where it matters until its cause is gone or the user closes it. */
import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { IconButton } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import './Banner.css';

export type BannerLevel = 'info' | 'good' | 'warn' | 'error';

const icons: Record<BannerLevel, IconName> = { info: 'info', good: 'check', warn: 'alert', error: 'alert' };

interface BannerProps {
  level: BannerLevel;
  children: ReactNode;
  /** What the user should do, in a quieter voice. */
  next?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
}

export function Banner({ level, children, next, actions, onDismiss }: BannerProps) {
  return (
    <div className={`banner banner-${level}`} role={level === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[level]} />
      <div className="banner-words selectable">
        <div>{children}</div>
        {next === undefined ? null : <div className="banner-next">{next}</div>}
      </div>
      {actions === undefined ? null : <div className="banner-actions">{actions}</div>}
      {onDismiss === undefined ? null : <IconButton icon="close" label={texts.common.dismiss} small onClick={onDismiss} />}
    </div>
  );
}
