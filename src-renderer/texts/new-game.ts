export const newGame = {
  title: 'Who are you looking for?',
} as const;
