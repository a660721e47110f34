/** JSON that is not the message it should be; the message says where and what is wrong. */
export class JsonFault extends Error {
  /** @param path the place, from the outermost field on: `.name` and `[index]` */
  constructor(path: readonly string[], reason: string) {
    super(`${path.join('').slice(1) || 'the message'} ${reason}`);
  }
}
