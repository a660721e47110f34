import { graphqlValues } from '@oneclass/monitoring-client';
import { type Admits, type Judgement, judgementOf } from './admitted.js';

/** A request as its service or the client saw it. */
export interface InspectedRequest {
  readonly method: string;
  /** Raw and undecoded; may hold the query. */
  readonly path: string;
  readonly fields?: readonly InspectedField[];
  readonly userAgent?: string;
}

export interface InspectedField {
  readonly in: 'path' | 'query' | 'header' | 'body';
  readonly name: string;
  readonly value: string;
  /** What the route's DTO admits there, where it is known. */
  readonly admits?: Admits;
}

/** One value to judge; `field` names its place: `path`, `query.id`, `body.comment`, `header.user-agent`. */
export interface InspectedValue {
  readonly field: string;
  readonly raw: string;
  readonly judgement: Judgement;
}

const MOST_VALUES = 64;
/** Characters of one value, and of all together: more is not looked at, so that no request takes long. */
const MOST_READ = 8192;
const MOST_READ_IN_ALL = 32_768;
const PLAIN_NAME = /^[\w.[\]-]{0,64}$/;

/** All that is judged of a request, within bounds: what most attacks come by first. */
export function inspectedValues({ path, fields = [], userAgent }: InspectedRequest): InspectedValue[] {
  const values: InspectedValue[] = [];
  let left = MOST_READ_IN_ALL;
  const add = (field: string, value: string, admits?: Admits): void => {
    if (value === '' || values.length >= MOST_VALUES || left <= 0) return;
    const judgement = judgementOf(admits, value);
    if (judgement === 'none') return;
    const raw = value.length > MOST_READ || value.length > left ? value.slice(0, Math.min(MOST_READ, left)) : value;
    left -= raw.length;
    values.push({ field, raw, judgement });
  };
  // The syntax of a GraphQL document is no attack, what stands in its arguments may be one.
  const addField = (place: InspectedField['in'], name: string, value: string, admits?: Admits): void => {
    const inDocument = name === 'query' ? graphqlValues(decode(value)) : undefined;
    if (inDocument) for (const [argument, text] of inDocument) add(`${place}.query.${argument}`, text);
    else add(`${place}.${name}`, named(name, value), admits);
  };
  const query = path.indexOf('?');
  add('path', query < 0 ? path : path.slice(0, query));
  if (userAgent !== undefined) add('header.user-agent', userAgent);
  if (query >= 0) {
    // A name twice is an old trick: each is judged, as the field of that name is.
    for (const pair of path.slice(query + 1).split('&', MOST_VALUES)) {
      const equals = pair.indexOf('=');
      const name = decode(pair.slice(0, Math.max(equals, 0)));
      const value = pair.slice(equals + 1).replaceAll('+', ' ');
      const declared = fields.find((field) => field.in === 'query' && field.name === name);
      if (declared && (declared.value === value || declared.value === decode(value))) continue;
      addField('query', name, value, declared?.admits);
    }
  }
  for (const { in: place, name, value, admits } of fields) addField(place, name, value, admits);
  return values;
}

/** Attacks stand in names too: `user[$ne]=`. */
function named(name: string, value: string): string {
  return PLAIN_NAME.test(name) ? value : `${name}=${value}`;
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
