/** What is left when a screen breaks: words, a way on, and the error in main's log. A class because React has no other way. */
import { Component, type ReactNode } from 'react';
import { reportPageError } from '../bridge.ts';
import { texts } from '../texts.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(thrown: unknown): void {
    reportPageError(thrown);
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <EmptyState
        icon="alert"
        title={texts.common.crashTitle}
        actions={<>
          <Button onClick={() => this.setState({ error: null })}>{texts.common.tryAgain}</Button>
          <Button kind="primary" onClick={() => window.location.reload()}>{texts.common.crashReload}</Button>
        </>}
      >
        <p>{texts.common.crashBody}</p>
        <p className="faint selectable">{this.state.error.message}</p>
      </EmptyState>
    );
  }
}
