import { changedMembers } from './changed-members.js';

const AT = new Date(0);

describe('changedMembers', () => {
  it.each([
    ['what is new, whole', undefined, { a: 1, at: AT }, null, { a: 1, at: AT.toISOString() }],
    ['what is gone, whole', { a: 1 }, undefined, { a: 1 }, null],
    ['nothing of what has neither', undefined, undefined, null, null],
    ['only members that are other', { a: 1, b: [{ c: 1 }], d: AT }, { a: 2, b: [{ c: 1 }], d: AT }, { a: 1 }, { a: 2 }],
    ['a member that was not there', { a: 1 }, { a: 1, b: null }, {}, { b: null }],
    ['nothing of members that nobody asked to change', { a: 1, b: 2 }, { b: 3 }, { b: 2 }, { b: 3 }],
    ['what is undefined as left out', { a: 1 }, { a: undefined }, {}, {}],
  ])('tells %s', (_, before, after, was, is) => {
    expect(changedMembers(before, after)).toEqual({ before: was, after: is });
  });
});
