import type { IconName } from '../../components/Icon.tsx';
import type { JobAction } from '../../stores/job-words.ts';

export const actionIcons: Record<JobAction, IconName> = {
  'choose-player': 'player', run: 'search', watch: 'clock', review: 'play', 'review-finished': 'play', retry: 'refresh', pause: 'pause', resume: 'play', cancel: 'ban', 'change-player': 'player', roster: 'players', relink: 'link',
};
