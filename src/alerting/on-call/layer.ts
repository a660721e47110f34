/** Somebody on call. People are not kept by the service: a name, and the channels that reach them. */
export interface Participant {
  name: string;
  channels: string[];
}

/** Some hours of some days of the week, by the schedule's clock. */
export interface Restriction {
  /** 1 is Monday, 7 Sunday: the days on which it begins. */
  days: number[];
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`; at or before `from` it is on the next day. */
  to: string;
}

export const ROTATION_UNITS = ['day', 'week'] as const;

/** Participants who take turns. In the names of the wire, as it is stored. */
export interface Layer {
  participants: Participant[];
  /** The date of the first turn, `YYYY-MM-DD`. */
  starts_on: string;
  /** When turns begin, `HH:MM` by the schedule's clock. */
  handoff_time: string;
  /** A turn takes so many days or weeks. */
  every: number;
  unit: (typeof ROTATION_UNITS)[number];
  /** When it applies; always when there are none. */
  restrictions: Restriction[];
}
