import { checkJson } from '../../http/check-fields.js';
import { isRecord, listOf, recordOf, textOf } from './json-record.js';

const MAX_BREADCRUMBS = 30;
const MAX_TEXT = 500;

/** What happened before an error, oldest first: the newest few. */
export function readBreadcrumbs(value: unknown): object[] {
  const given = Array.isArray(value) ? value : listOf(recordOf(value).values);
  return given
    .filter(isRecord)
    .slice(-MAX_BREADCRUMBS)
    .map((crumb) => {
      const data = isRecord(crumb.data) && !checkJson('data', crumb.data) ? JSON.stringify(crumb.data) : '';
      return {
        timestamp: crumb.timestamp,
        category: textOf(crumb.category, MAX_TEXT),
        level: textOf(crumb.level, MAX_TEXT),
        message: textOf(crumb.message, MAX_TEXT),
        ...(data !== '' && data.length <= MAX_TEXT ? { data: crumb.data } : {}),
      };
    });
}
