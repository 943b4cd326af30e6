/** The desk of a review: list, picture, reasons, timeline. Puts parts together and gives them their deeds. */
import { useEffect, useMemo } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import type { MediaInfo } from '../../../src-shared/domain/video.ts';
import { GrabberContext } from '../../components/FramePicture.tsx';
import { grabFrames, type FrameGrabber } from '../../components/frame-grabber.ts';
import { ExportPanel } from '../../export/ExportPanel.tsx';
import { LayerButtons } from '../../player/LayerButtons.tsx';
import { TransportBar } from '../../player/TransportBar.tsx';
import { useVideoSource } from '../../player/use-video-source.ts';
import { VideoStage } from '../../player/VideoStage.tsx';
import { usePlayhead } from '../../stores/playhead.ts';
import { useReview } from '../../stores/review-store.ts';
import { useShortcuts } from '../../stores/shortcuts.ts';
import { Timeline } from '../../timeline/Timeline.tsx';
import { AskPanel } from './AskPanel.tsx';
import { clickPicture } from './box-deeds.ts';
import { BoxBar } from './BoxBar.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { ChangeBar } from './ChangeBar.tsx';
import { DeskBanners } from './DeskBanners.tsx';
import { NoPicture } from './NoPicture.tsx';
import { keepPlanInStep, seekTo, setScope, toggleLoop, togglePlay } from './play-deeds.ts';
import { layerLabels, reviewActions } from './review-actions.ts';
import { ReviewHeader } from './ReviewHeader.tsx';
import { selectSegment } from './choose-deeds.ts';
import { QuestionCard } from './QuestionCard.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';
import { TagsDialog } from './TagsDialog.tsx';
import { trim } from './segment-deeds.ts';
import { TimelineRows } from './TimelineRows.tsx';
import { SegmentList } from './SegmentList.tsx';
import { WhyPanel } from './WhyPanel.tsx';
import './ReviewDesk.css';

export function ReviewDesk({ job, media }: { job: JobView; media: MediaInfo }) {
  const jobId = job.record.id;
  const panel = useReview((state) => state.panel);
  const dialog = useReview((state) => state.dialog);
  const { source, onUnplayable } = useVideoSource(jobId, media, `${job.record.videoPath} ${job.status.error?.code ?? ''} ${job.status.status}`);
  const src = source.state === 'ready' ? source.src : null;
  const grabber = useGrabber(src, media);
  useEffect(keepPlanInStep, []);
  useReviewShortcuts();
  return (
    <GrabberContext value={grabber}>
      <div className="desk">
        <ReviewHeader job={job} />
        <DeskBanners job={job} />
        <div className="desk-body">
          <SegmentList job={job} />
          <div className="desk-middle">
            <div className="desk-stage">
              {src === null
                ? <NoPicture source={source} job={job} />
                : <VideoStage src={src} media={media} onPictureClick={clickPicture} onUnplayable={onUnplayable} />}
              {src === null ? null : <LayerButtons labels={layerLabels()} />}
              <BoxBar />
              <ChangeBar />
            </div>
            <TransportBar media={media} onToggle={togglePlay} onSeek={seekTo} onLoop={toggleLoop} onScope={setScope} />
          </div>
          <aside className="desk-panel">
            {panel === 'why' ? <WhyPanel job={job} /> : panel === 'question' ? <QuestionCard job={job} /> : panel === 'ask' ? <AskPanel job={job} /> : panel === 'compare' ? <ComparePanel media={media} /> : <ExportPanel job={job} onClose={() => useReview.setState({ panel: 'why' })} />}
          </aside>
        </div>
        {dialog === 'reassign' ? <ReassignDialog jobId={jobId} /> : dialog === 'tags' ? <TagsDialog /> : null}
        <Timeline media={media} onSeek={seekTo} onSelect={selectSegment} onTrim={trim} />
        <TimelineRows job={job} media={media} />
      </div>
    </GrabberContext>
  );
}

/** A second view of the same file for small pictures; let go of with the desk. */
function useGrabber(src: string | null, media: MediaInfo): FrameGrabber | null {
  const grabber = useMemo(() => (src === null ? null : grabFrames(src, media, () => usePlayhead.getState().elementOffsetSeconds)), [src, media]);
  useEffect(() => {
    grabber?.open();
    return () => grabber?.dispose();
  }, [grabber]);
  return grabber;
}

/** One group of keys a group of actions, in the order of the table; the last registered is listed last. */
function useReviewShortcuts(): void {
  const [review, correct, play, view, overlay] = reviewActions;
  useShortcuts(review!.name, review!.shortcuts);
  useShortcuts(correct!.name, correct!.shortcuts);
  useShortcuts(play!.name, play!.shortcuts);
  useShortcuts(view!.name, view!.shortcuts);
  useShortcuts(overlay!.name, overlay!.shortcuts);
}
