import { SecretBox, Unopenable } from './secret-box.js';

const OLD = 'an old key of more than thirty-two bytes';
const NEW = 'a new key of more than thirty-two bytes!';
const box = new SecretBox([OLD]);

describe('SecretBox', () => {
  it('opens what it sealed', () => {
    expect(box.open(box.seal('{"token":"hünter2"}', 'ops'), 'ops')).toBe('{"token":"hünter2"}');
  });

  it('seals the same text differently each time, and shows nothing of it', () => {
    const [first, second] = [box.seal('hunter2', 'ops'), box.seal('hunter2', 'ops')];
    expect(first.equals(second)).toBe(false);
    expect(first.includes('hunter2')).toBe(false);
  });

  it('refuses what was changed, in any byte', () => {
    const sealed = box.seal('hunter2', 'ops');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => box.open(changed, 'ops')).toThrow(Unopenable);
    }
    expect(() => box.open(sealed.subarray(0, 10), 'ops')).toThrow(Unopenable);
  });

  it('refuses what was sealed for another owner', () => {
    expect(() => box.open(box.seal('hunter2', 'ops'), 'dev')).toThrow(Unopenable);
  });

  it('opens with an old key and seals with the new one', () => {
    const sealed = box.seal('hunter2', 'ops');
    const rotated = new SecretBox([NEW, OLD]);
    expect(rotated.open(sealed, 'ops')).toBe('hunter2');
    expect(rotated.isOld(sealed)).toBe(true);
    const again = rotated.seal('hunter2', 'ops');
    expect(rotated.isOld(again)).toBe(false);
    expect(new SecretBox([NEW]).open(again, 'ops')).toBe('hunter2');
    expect(() => box.open(again, 'ops')).toThrow(/key that is not configured/);
  });
});
