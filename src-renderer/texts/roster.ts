export const roster = {
  title: 'Roster',
} as const;
