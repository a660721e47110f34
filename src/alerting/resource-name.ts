/** What channels, on-call schedules and escalation policies may be called. */
export const RESOURCE_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** What `@Matches` says of another name. */
export const RESOURCE_NAME_FAULT = {
  message: 'name must be up to 63 lower-case letters, digits, - and _, and begin with a letter or digit',
};
