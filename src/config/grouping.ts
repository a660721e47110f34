import { Expectation, isObject, parseJson } from './parse.js';

/**
 * How a channel gathers alerts into one notification, with the meanings of Prometheus' Alertmanager. In the names of the wire, as it is
 * stored; times in seconds.
 */
export interface Grouping {
  /** Alerts with the same values of these tags go together; without any, all do. */
  group_by: string[];
  /** How long the first alert of a group waits for others. */
  group_wait: number;
  /** Shortest time between two notifications of a group that has changed. */
  group_interval: number;
  /** How long a group that fires unchanged is left before it is told again; null: it is not. */
  repeat_interval: number | null;
}

/** What holds where nothing is said: the defaults of Alertmanager. */
export const GROUPING_DEFAULTS: Grouping = {
  group_by: [],
  group_wait: 30,
  group_interval: 300,
  repeat_interval: 14_400,
};

export const MAX_GROUP_TAGS = 10;
const HOUR = 3600;
const DAY = 24 * HOUR;
/** The least and the most of each time. */
export const GROUPING_LIMITS = {
  group_wait: [0, HOUR],
  group_interval: [0, DAY],
  repeat_interval: [60, 30 * DAY],
} as const satisfies Partial<Record<keyof Grouping, readonly [number, number]>>;

/** A JSON object; what it leaves out is as in Alertmanager. */
export function grouping(given: string): Grouping {
  const value = parseJson(given);
  if (!isObject(value) || !Object.entries(value).every(([name, item]) => isSetting(name, item))) {
    throw new Expectation(
      'a JSON object of group_by, group_wait, group_interval and repeat_interval, such as {"group_by": ["service"], "group_wait": 30}',
    );
  }
  return { ...GROUPING_DEFAULTS, ...value };
}

function isSetting(name: string, value: unknown): boolean {
  if (name === 'group_by') {
    return Array.isArray(value) && value.length <= MAX_GROUP_TAGS && value.every((tag) => typeof tag === 'string');
  }
  if (!Object.hasOwn(GROUPING_LIMITS, name)) return false;
  if (value === null) return name === 'repeat_interval';
  const [least, most] = GROUPING_LIMITS[name as keyof typeof GROUPING_LIMITS];
  return typeof value === 'number' && value >= least && value <= most;
}
