import type { components } from '../../api/schema.js';

type Schedule = components['schemas']['OnCallScheduleView'];

/** A schedule as somebody writes it: figures may be unfinished text. */
export interface ScheduleDraft {
  readonly name: string;
  readonly description: string;
  readonly time_zone: string;
  readonly layers: readonly LayerDraft[];
}

/** A layer as somebody writes it. */
export interface LayerDraft {
  readonly participants: readonly { readonly name: string; readonly channels: string[] }[];
  readonly starts_on: string;
  readonly handoff_time: string;
  readonly every: number | string;
  readonly unit: 'day' | 'week';
  readonly restrictions: readonly { readonly days: readonly number[]; readonly from: string; readonly to: string }[];
}

/** A layer to begin with: one person, turns of a week. `today` is a date such as 2026-11-30. */
export function newLayer(today: string): LayerDraft {
  return {
    participants: [{ name: '', channels: [] }],
    starts_on: today,
    handoff_time: '08:00',
    every: 1,
    unit: 'week',
    restrictions: [],
  };
}

/** A schedule to be changed, or a new one. */
export function draftOf(schedule: Schedule | undefined, today: string, timeZone: string): ScheduleDraft {
  if (schedule === undefined) return { name: '', description: '', time_zone: timeZone, layers: [newLayer(today)] };
  const { name, description, time_zone, layers } = schedule;
  return {
    name,
    description,
    time_zone,
    layers: layers.map((layer) => ({ ...layer, restrictions: layer.restrictions ?? [] })),
  };
}

/** What the service is sent; the name of a schedule that is there cannot be changed. */
export function scheduleRequest({ description, time_zone, layers }: ScheduleDraft) {
  return {
    description,
    time_zone,
    layers: layers.map(({ participants, every, restrictions, ...rest }) => ({
      ...rest,
      participants: [...participants],
      every: Number(every),
      restrictions: restrictions.map(({ days, from, to }) => ({ days: [...days], from, to })),
    })),
  };
}
