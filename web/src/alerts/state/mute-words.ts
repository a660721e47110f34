/** What keeps people from being told of an alert, as one says it. */
export const MUTE_WORDS = {
  silence: 'Silenced',
  maintenance_window: 'In maintenance',
  inhibition: 'Hidden by a worse alert',
} as const;
