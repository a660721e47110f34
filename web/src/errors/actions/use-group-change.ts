import { api } from '../../api/request.js';
import { type Change, useChange } from '../../api/use-change.js';
import type { ErrorGroup, GroupChange } from '../group/group.js';

/** A change of one or several groups, and what is said when it is done. */
export interface GroupsChange {
  readonly groups: readonly Pick<ErrorGroup, 'group_id'>[];
  readonly change: GroupChange;
  /** "Resolved", "Ignored for an hour". */
  readonly done: string;
}

/** Changes groups, one after the other; stops at the first that the service refuses. */
export function useGroupChange(onDone?: () => void): Change<GroupsChange> {
  return useChange(changeAll, {
    topics: ['errors'],
    done: (_, { done, groups }) => (groups.length === 1 ? done : `${done}: ${groups.length} groups`),
    onDone,
  });
}

async function changeAll({ groups, change }: GroupsChange) {
  const [first, ...others] = groups;
  let answer = await patch(first!.group_id, change);
  for (const { group_id } of others) {
    if (!answer.response.ok) break;
    answer = await patch(group_id, change);
  }
  return answer;
}

function patch(groupId: string, change: GroupChange) {
  return api.PATCH('/error-groups/{group_id}', { params: { path: { group_id: groupId } }, body: change });
}

/** Makes groups part of another. */
export function useMerge(onDone?: () => void): Change<{ into: string; groupIds: string[] }> {
  return useChange(
    ({ into, groupIds }) =>
      api.POST('/error-groups/{group_id}/merge', {
        params: { path: { group_id: into } },
        body: { group_ids: groupIds },
      }),
    { topics: ['errors'], done: 'Merged', onDone },
  );
}

/** Takes a merged group out of the other again. */
export function useUnmerge(): Change<string> {
  return useChange(
    (groupId) => api.POST('/error-groups/{group_id}/unmerge', { params: { path: { group_id: groupId } } }),
    { topics: ['errors'], done: 'Unmerged: it is a group of its own again' },
  );
}
