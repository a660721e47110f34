import { claimedRole } from './claimed-role.js';

const mapping = { claim: 'roles', adminRoles: ['boss', 'head'], viewerRoles: ['teacher'], defaultRole: undefined };

describe('claimedRole', () => {
  it.each<[string, object, string, string | undefined]>([
    ['one of a list', { roles: ['pupil', 'teacher'] }, 'roles', 'viewer'],
    ['the higher of two', { roles: ['teacher', 'head'] }, 'roles', 'admin'],
    ['a single value', { roles: 'boss' }, 'roles', 'admin'],
    ['a path', { realm_access: { roles: ['boss'] } }, 'realm_access.roles', 'admin'],
    ['a name with dots', { 'https://school.example/roles': ['teacher'] }, 'https://school.example/roles', 'viewer'],
    ['others only', { roles: ['pupil'] }, 'roles', undefined],
    ['none', {}, 'roles', undefined],
    ['part of a name', { roles: 'boss teacher' }, 'roles', undefined],
    ['another case', { roles: ['Boss'] }, 'roles', undefined],
    ['no text', { roles: [{ name: 'boss' }, 1, null, ['boss']] }, 'roles', undefined],
    ['an object', { roles: { boss: true } }, 'roles', undefined],
    ['null on the path', { realm_access: null }, 'realm_access.roles', undefined],
    ['what objects inherit', {}, 'constructor.name', undefined],
  ])('%s', (_name, claims, claim, role) => {
    expect(claimedRole(claims as Record<string, unknown>, { ...mapping, claim })).toBe(role);
  });

  it('gives the default to everybody else, and only to them', () => {
    const open = { ...mapping, defaultRole: 'viewer' } as const;
    expect(claimedRole({}, open)).toBe('viewer');
    expect(claimedRole({ roles: ['boss'] }, open)).toBe('admin');
  });
});
