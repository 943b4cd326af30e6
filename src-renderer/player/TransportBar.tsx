/** Play, step, speed, what is played, overlay layers, and where we are. The clock writes itself, without React. */
import { useEffect, useRef, useState } from 'react';
import { formatTime } from '../../src-shared/domain/time.ts';
import { endSeconds, framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { IconButton } from '../components/Button.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { playScopes, usePlayhead, type PlayScope } from '../stores/playhead.ts';
import { texts } from '../texts.ts';
import { parseTime } from '../timeline/parse-time.ts';
import { player } from './current-player.ts';
import { frameAt } from './frame-times.ts';
import { toggleOverlay, useOverlay } from './overlay-layers.ts';
import { speeds } from './shuttle.ts';
import './TransportBar.css';

interface TransportBarProps {
  media: MediaInfo;
  onToggle: () => void;
  onSeek: (timeSeconds: number) => void;
  onLoop: () => void;
  onScope: (scope: PlayScope) => void;
}

const words = texts.review;

export function TransportBar({ media, onToggle, onSeek, onLoop, onScope }: TransportBarProps) {
  const playing = usePlayhead((state) => state.playing);
  const speed = usePlayhead((state) => state.speed);
  const loop = usePlayhead((state) => state.loop);
  const scope = usePlayhead((state) => state.scope);
  return (
    <div className="transport">
      <div className="transport-group">
        <IconButton icon="stepBack" label={words.actions.frameBack} action="play.frame-back" onClick={() => player()?.step(-1)} />
        <IconButton icon={playing ? 'pause' : 'play'} label={playing ? words.pause : words.play} action="play.toggle" onClick={onToggle} />
        <IconButton icon="stepForward" label={words.actions.frameForward} action="play.frame-forward" onClick={() => player()?.step(1)} />
      </div>
      <Clock media={media} />
      <GoTo onSeek={onSeek} />
      <div className="transport-space" />
      <OverlayButton />
      <select className="input transport-speed tabular" aria-label={words.speed} title={`${words.speed} (< >)`} value={Math.abs(speed)} onChange={(event) => player()?.setSpeed(Number(event.target.value))}>
        {speeds.map((one) => <option key={one} value={one}>{words.speeds(one)}</option>)}
      </select>
      <IconButton icon="refresh" label={words.actions.loop} action="play.loop" pressed={loop} onClick={onLoop} />
      <SegmentedControl label={words.scopeLabel} value={scope} options={playScopes.map((value) => ({ value, label: words.scopes[value] }))} onChange={onScope} />
    </div>
  );
}

function Clock({ media }: { media: MediaInfo }) {
  const time = useRef<HTMLSpanElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const raster = { startSeconds: media.startSeconds, endSeconds: endSeconds(media), framesPerSecond: framesPerSecond(media), knownTimes: null };
    const write = (): void => {
      const { timeSeconds } = usePlayhead.getState();
      if (time.current !== null) time.current.textContent = formatTime(timeSeconds, 2);
      if (frame.current !== null) frame.current.textContent = media.variableFrameRate ? '' : words.frame(frameAt(raster, timeSeconds));
    };
    write();
    return usePlayhead.subscribe(write);
  }, [media]);
  return (
    <div className="transport-clock tabular" role="timer" aria-live="off">
      <span ref={time} className="transport-time" />
      <span className="faint"> / {formatTime(endSeconds(media))}</span>
      <span ref={frame} className="transport-frame faint" />
    </div>
  );
}

function GoTo({ onSeek }: { onSeek: (timeSeconds: number) => void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="transport-go-to"
      onSubmit={(event) => {
        event.preventDefault();
        const time = parseTime(text, usePlayhead.getState().timeSeconds);
        setWrong(time === null);
        if (time === null) return;
        onSeek(time);
        setText('');
        document.getElementById('review-go-to')?.blur();
      }}
    >
      <input
        id="review-go-to" className="input" type="text" aria-label={words.goTo} placeholder={words.goTo} title={`${wrong ? words.goToWrong : words.goToHint} (G)`}
        {...(wrong ? { 'aria-invalid': true as const } : {})} value={text}
        onChange={(event) => { setText(event.target.value); setWrong(false); }}
        onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur(); }}
      />
    </form>
  );
}

function OverlayButton() {
  const visible = useOverlay((state) => state.visible);
  return <button type="button" className="layer-button" aria-pressed={visible} title={`${words.actions.overlay} (V)`} onClick={toggleOverlay}>{words.layers}</button>;
}
