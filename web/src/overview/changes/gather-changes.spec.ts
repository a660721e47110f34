import { type Change, gatherChanges } from './gather-changes.js';

/** What is told of changes of these kinds, the newest first: each by its place, and how many others it stands for. */
function told(...kinds: Change['kind'][]): [place: string, others: number | 'many'][] {
  const changes = kinds.map((kind, place) => ({ kind, title: String(place) }) as Change);
  return gatherChanges(changes, false).map(({ change, others }) => [change.title, others]);
}

describe('changes', () => {
  it('are told one by one', () => {
    expect(told()).toEqual([]);
    expect(told('deployment', 'deployment', 'deployment', 'alert_fired')).toEqual([
      ['0', 0],
      ['1', 0],
      ['2', 0],
      ['3', 0],
    ]);
  });

  it('are gathered where many services are new or deployed in a row', () => {
    const [started, deployed] = ['service_started', 'deployment'] as const;
    expect(
      told('alert_fired', started, started, started, started, started, deployed, deployed, deployed, deployed),
    ).toEqual([
      ['0', 0],
      ['1', 4],
      ['6', 3],
    ]);
  });

  it('say nothing of how many there are where not all of them are listed', () => {
    const changes = Array.from({ length: 4 }, () => ({ kind: 'service_started' }) as Change);
    expect(gatherChanges(changes, true)).toEqual([{ change: changes[0], others: 'many' }]);
    expect(gatherChanges([...changes, { kind: 'configuration' } as Change], true)[0]).toMatchObject({ others: 3 });
  });

  it('are not gathered where each may be another fault', () => {
    expect(told(...Array<'error_group_new'>(5).fill('error_group_new'))).toHaveLength(5);
  });
});
