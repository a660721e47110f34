import { IsPattern } from '../http/input-checks.decorator.js';

/** What channels, on-call schedules and escalation policies may be called. */
export function IsResourceName(): PropertyDecorator {
  return IsPattern(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    'must be up to 63 lower-case letters, digits, - and _, and begin with a letter or digit',
  );
}
