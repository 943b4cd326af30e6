/** Buttons: with words, or with an icon alone and its words for screen readers and as a tip. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useKeyWords } from '../stores/shortcuts.ts';
import { Icon, type IconName } from './Icon.tsx';
import './Button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  small?: boolean;
  icon?: IconName;
  /** The action it does, by its shortcut's id; its key is told in the tip. */
  action?: string;
  children: ReactNode;
}

export function Button({ kind = 'plain', small = false, icon, action, children, className = '', title, ...rest }: ButtonProps) {
  const keys = useKeyWords(action);
  const tip = [title, keys === '' ? '' : `(${keys})`].filter((part) => part !== undefined && part !== '').join(' ');
  return (
    <button type="button" {...(tip === '' ? {} : { title: tip })} className={`button button-${kind}${small ? ' button-small' : ''} ${className}`} {...rest}>
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
  /** The action it does, by its shortcut's id; its key, which the user may have changed, is shown in the tip. */
  action?: string;
  small?: boolean;
  /** For a button that stays on or off. */
  pressed?: boolean;
}

export function IconButton({ icon, label, keyCap, action, small = false, pressed, className = '', ...rest }: IconButtonProps) {
  const bound = useKeyWords(action);
  const keys = action === undefined ? (keyCap ?? '') : bound;
  return (
    <button
      type="button"
      className={`icon-button${small ? ' icon-button-small' : ''} ${className}`}
      aria-label={label}
      title={keys === '' ? label : `${label} (${keys})`}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...rest}
    >
      <Icon name={icon} size={small ? 14 : 16} />
    </button>
  );
}
