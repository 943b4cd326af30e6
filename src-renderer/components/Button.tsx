/** Buttons: with words, or with an icon alone and its words for screen readers and as a tip. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './Button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  small?: boolean;
  icon?: IconName;
  children: ReactNode;
}

export function Button({ kind = 'plain', small = false, icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${kind}${small ? ' button-small' : ''} ${className}`} {...rest}>
      {icon === undefined ? null : <Icon name={icon} size={small ? 14 : 16} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  icon: IconName;
  /** What it does; shown as a tip. */
  label: string;
  /** Shortcut shown in the tip: `J`. */
  keyCap?: string;
  small?: boolean;
  /** For a button that stays on or off. */
  pressed?: boolean;
}

export function IconButton({ icon, label, keyCap, small = false, pressed, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button${small ? ' icon-button-small' : ''} ${className}`}
      aria-label={label}
      title={keyCap === undefined ? label : `${label} (${keyCap})`}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...rest}
    >
      <Icon name={icon} size={small ? 14 : 16} />
    </button>
  );
}
