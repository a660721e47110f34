import { isIP } from 'node:net';
import { neighbourhoodOf } from '../detections/client-network.js';
import type { SecuritySignal } from '../detections/security-signal.js';
import { deviceFamilyOf } from './device-family.js';
import { LocalClock, UTC_CLOCK } from './local-clock.js';
import { judgeVolume, NO_VOLUME, type VolumeBaseline } from './volume-baseline.js';

/** In what an access differs from those of the same user before. */
export type Unusual = 'new_address' | 'new_device' | 'unusual_hour' | 'unusual_volume';

/** A network or device, and the day (since 1970) on which it was last seen. */
type Known = [name: string, day: number];

/** What is usual for a user, by that user's own history; as JSON below 2 kB. */
export interface UserBaseline {
  /** On how many days the user was there. */
  days: number;
  lastDay: number;
  requests: number;
  /** Neighbourhoods of addresses. */
  networks: Known[];
  devices: Known[];
  /** For each hour of the day, on how many days the user was there; what is long ago counts less. */
  hours: number[];
  /** The time zone of these hours; UTC when absent. */
  zone?: string;
  volume: VolumeBaseline;
}

const DAY_MS = 86_400_000;
/** Until then nothing is unusual: a week has its weekend. Microsoft Entra ID Protection learns a user for at least five days. */
const MIN_DAYS = 7;
const MIN_REQUESTS = 50;
const MAX_NETWORKS = 16;
const MAX_DEVICES = 10;
/** What was so many days ago counts half. */
const HALF_LIFE_DAYS = 30;
/** Somebody who was there within so many hours of the time of day, … */
const NEAR_HOURS = 2;
/** … on so many days, is not there at an unusual hour. */
const USUAL_DAYS = 0.5;

export const NO_BASELINE: UserBaseline = {
  days: 0,
  lastDay: 0,
  requests: 0,
  networks: [],
  devices: [],
  hours: Array.from({ length: 24 }, () => 0),
  volume: NO_VOLUME,
};

/**
 * Judges an access of a user by what is usual for that user, and learns from it: the same is not unusual a second time. Only a request or a
 * successful login is an access; from failures an attacker could teach.
 *
 * @param clock that of the people: with daylight saving they come an hour earlier by UTC, and no earlier for themselves
 */
export function judgeAccess(
  known: UserBaseline,
  signal: SecuritySignal,
  clock = UTC_CLOCK,
): { baseline: UserBaseline; unusual: Unusual[] } {
  if (signal.kind !== 'request' && signal.kind !== 'authentication_success') return { baseline: known, unusual: [] };
  const before = inZone(known, clock);
  const day = Math.max(Math.floor(signal.at / DAY_MS), before.lastDay);
  const network = isIP(signal.ipAddress ?? '') === 0 ? undefined : neighbourhoodOf(signal.ipAddress!);
  const device = signal.userAgent === undefined ? undefined : deviceFamilyOf(signal.userAgent);
  const hour = clock.hourAt(signal.at);
  const [volume, isMuch] = judgeVolume(before.volume, signal.at, signal.bytes ?? 0);
  const baseline: UserBaseline = {
    days: before.days + (day > before.lastDay ? 1 : 0),
    lastDay: day,
    requests: before.requests + (signal.count ?? 1),
    networks: remember(before.networks, network, day, MAX_NETWORKS),
    devices: remember(before.devices, device, day, MAX_DEVICES),
    hours: learnHour(before, day, hour, volume.hour > before.volume.hour),
    zone: clock.zone,
    volume,
  };
  if (before.days < MIN_DAYS || before.requests < MIN_REQUESTS) return { baseline, unusual: [] };
  const unusual: Unusual[] = [];
  if (network !== undefined && isNewNetwork(before.networks, network)) unusual.push('new_address');
  if (device !== undefined && !isKnown(before.devices, device)) unusual.push('new_device');
  if (isFarFromUsual(before.hours, hour)) unusual.push('unusual_hour');
  if (isMuch) unusual.push('unusual_volume');
  return { baseline, unusual };
}

/** With the day it was seen; the one seen longest ago makes room. */
function remember(known: Known[], name: string | undefined, day: number, most: number): Known[] {
  if (name === undefined || known.some(([other, seen]) => other === name && seen === day)) return known;
  const others = known.filter(([other]) => other !== name).sort(([, a], [, b]) => b - a);
  return [[name, day], ...others.slice(0, most - 1)];
}

function isKnown(known: readonly Known[], name: string): boolean {
  return known.some(([other]) => other === name);
}

/** Where two neighbourhoods of one operator's network are known, all of it is: mobile networks hand their addresses around. */
function isNewNetwork(known: readonly Known[], network: string): boolean {
  const operator = operatorOf(network);
  return !isKnown(known, network) && known.filter(([other]) => operatorOf(other) === operator).length < 2;
}

/** The /16 of IPv4; the /32 of IPv6, the least that registries give to an operator. */
function operatorOf(network: string): string {
  return network.split(/[.:]/, 2).join('.');
}

/** With the hours of another time zone, once the setting has changed, as they were on the last day. */
function inZone(baseline: UserBaseline, clock: LocalClock): UserBaseline {
  const { zone = 'UTC', lastDay, hours } = baseline;
  if (zone === clock.zone) return baseline;
  const at = lastDay * DAY_MS;
  const ahead = clock.aheadAt(at) - new LocalClock(zone).aheadAt(at);
  return { ...baseline, zone: clock.zone, hours: hours.map((_, hour) => hours[(hour - ahead + 48) % 24]!) };
}

/** Counts an hour once a day. Rounded down, because what is rounded up never fades. */
function learnHour({ hours, lastDay }: UserBaseline, day: number, hour: number, isNewHour: boolean): number[] {
  if (!isNewHour) return hours;
  const faded = lastDay === 0 ? 1 : 0.5 ** ((day - lastDay) / HALF_LIFE_DAYS);
  return hours.map((days, other) => Math.floor((days * faded + (other === hour ? 1 : 0)) * 1000) / 1000);
}

/** Neighbouring hours count as well, because nobody is there to the minute, and clocks change. */
function isFarFromUsual(hours: readonly number[], hour: number): boolean {
  let near = 0;
  for (let off = -NEAR_HOURS; off <= NEAR_HOURS; off++) near += hours[(hour + off + 24) % 24]!;
  return near < USUAL_DAYS;
}
