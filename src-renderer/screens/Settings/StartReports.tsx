/** What each process said when it started, to compare producer and consumer, and to send along with a question. */
import type { AppInfo } from '../../../src-shared/contract/api.ts';
import { Button } from '../../components/Button.tsx';
import { notify, notifyError } from '../../stores/app-store.ts';
import { texts } from '../../texts.ts';

export function StartReports({ info }: { info: AppInfo }) {
  const words = texts.settings;
  const copy = (): void => {
    navigator.clipboard.writeText(JSON.stringify(info, null, 2)).then(() => notify({ level: 'info', message: words.copied }), notifyError);
  };
  return (
    <>
      {info.reports.map((report) => (
        <details key={report.workerId} className="report">
          <summary>{report.workerId} <span className="faint">{words.process(report.pid)} · {report.provider ?? report.device}</span></summary>
          <pre className="selectable">{JSON.stringify(report, null, 2)}</pre>
        </details>
      ))}
      <div><Button small onClick={copy}>{words.copy}</Button></div>
    </>
  );
}
