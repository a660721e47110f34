import { safeAddress } from './safe-address.js';

describe('the address of a runbook', () => {
  it.each([
    ['https://wiki.oneclass.ac.zw/runbooks/cpu', 'https://wiki.oneclass.ac.zw/runbooks/cpu'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,hello', undefined],
    ['not an address', undefined],
    [null, undefined],
  ])('%p leads to %p', (address, expected) => {
    expect(safeAddress(address)).toBe(expected);
  });
});
