export const games = {
  title: 'Games',
} as const;
