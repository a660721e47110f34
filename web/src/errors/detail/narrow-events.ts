import type { components } from '../../api/schema.js';
import type { ErrorEvent } from '../group/group.js';

type GroupTags = components['schemas']['GroupTags'];

/** What one field or tag of a group's events says. */
interface TagBreakdown {
  /** As the address names it: a field, or `tag:` and the name of a tag, so that a tag called `user` is another one. */
  readonly tag: string;
  readonly title: string;
  readonly values: GroupTags['releases'];
}

/** The fields and tags of which something is known, fields first. */
export function breakdownsOf({ releases, environments, endpoints, users, tags }: GroupTags): TagBreakdown[] {
  const all: TagBreakdown[] = [
    { tag: 'release', title: 'Release', values: releases },
    { tag: 'environment', title: 'Environment', values: environments },
    { tag: 'endpoint', title: 'Endpoint', values: endpoints },
    { tag: 'user', title: 'User', values: users },
    ...tags.map(({ name, values }) => ({ tag: `tag:${name}`, title: name, values })),
  ];
  return all.filter(({ values }) => values.length > 0);
}

type Narrowable = Pick<ErrorEvent, 'release' | 'environment' | 'endpoint' | 'user_id' | 'tags'>;

/** Whether an event says a value in a field or tag. */
export function says(event: Narrowable, tag: string, value: string): boolean {
  switch (tag) {
    case 'release':
      return event.release === value;
    case 'environment':
      return event.environment === value;
    case 'endpoint':
      return event.endpoint === value;
    case 'user':
      return event.user_id === value;
    default:
      return tag.startsWith('tag:') && Object.hasOwn(event.tags, tag.slice(4)) && event.tags[tag.slice(4)] === value;
  }
}

/** What a field or tag is called in a sentence. */
export function tagTitle(tag: string): string {
  return tag.replace(/^tag:/, '');
}
