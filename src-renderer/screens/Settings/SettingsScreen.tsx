/** The app itself: how it behaves, whether all is well, privacy, space, help. Facts that are seldom wanted are folded. Nothing here changes a game's analysis. */
import type { ReactNode } from 'react';
import type { AppInfo } from '../../../src-shared/contract/api.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { attempt, useApp } from '../../stores/app-store.ts';
import { readInfo } from '../../stores/connect-stores.ts';
import { setTheme, themeChoices, useTheme } from '../../stores/theme.ts';
import { texts } from '../../texts.ts';
import { Cleanup } from './Cleanup.tsx';
import { Health } from './Health.tsx';
import { HealthChecks } from './HealthChecks.tsx';
import { LogCard } from './LogCard.tsx';
import { PrivacyCard } from './PrivacyCard.tsx';
import { PreferencesCard } from './PreferencesCard.tsx';
import { StorageCard } from './StorageCard.tsx';
import { WorkersCard } from './WorkersCard.tsx';
import { StartReports } from './StartReports.tsx';
import './SettingsScreen.css';

export function SettingsScreen() {
  const info = useApp((state) => state.info);
  const choice = useTheme((state) => state.choice);
  const words = texts.settings;
  return (
    <div className="settings">
      <ScreenHeader title={words.title} actions={<Button icon="refresh" onClick={() => void attempt(readInfo())}>{words.refresh}</Button>} />
      <div className="settings-body">
        <div className="settings-column">
          <Card title={texts.desktop.preferences.title}>
            <div className="settings-line"><span>{texts.common.theme}</span><SegmentedControl label={texts.common.theme} value={choice} options={themeChoices.map((value) => ({ value, label: texts.common.themes[value] }))} onChange={setTheme} /></div>
            <PreferencesCard />
          </Card>
          <Card title={words.health}>{info === null ? <p className="soft">{texts.common.loading}</p> : <>{info.warnings.map((warning) => <Banner key={warning} level="warn">{warning}</Banner>)}<HealthChecks info={info} /><Folded title={words.details}><Health info={info} /></Folded></>}</Card>
          <Card title={words.fleet.title} hint={words.fleet.hint}><WorkersCard /></Card>
        </div>
        <div className="settings-column">
          <Card title={words.privacy} hint={words.privacyHint}><PrivacyCard /></Card>
          <Card title={texts.desktop.storage.title} hint={texts.desktop.storage.hint}>
            <StorageCard />
            <Folded title={words.cleanup}><p className="settings-note">{words.cleanupHint}</p><Cleanup /></Folded>
          </Card>
          <Card title={words.help} hint={texts.desktop.log.supportHint}>
            <LogCard />
            {info === null ? null : <Folded title={words.versions}><Versions info={info} /></Folded>}
            {info === null ? null : <Folded title={words.report}><p className="settings-note">{words.reportHint}</p><StartReports info={info} /></Folded>}
          </Card>
        </div>
      </div>
    </div>
  );
}

function Card({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="settings-card">
      <h2>{title}</h2>
      {hint === undefined ? null : <p className="settings-hint">{hint}</p>}
      {children}
    </section>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return <details className="settings-fold"><summary>{title}</summary><div className="settings-fold-body">{children}</div></details>;
}

function Versions({ info }: { info: AppInfo }) {
  return (
    <>
      <dl className="facts selectable">
        <dt>{texts.settings.app}</dt><dd>{info.version}</dd>
        <dt>{texts.settings.platform}</dt><dd>{info.platform}</dd>
        {Object.entries(info.versions).map(([name, version]) => [<dt key={name}>{name}</dt>, <dd key={`${name} version`}>{version}</dd>])}
      </dl>
    </>
  );
}
