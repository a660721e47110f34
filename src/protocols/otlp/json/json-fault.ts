/** JSON that is not the message it should be; the message says where and what is wrong. */
export class JsonFault extends Error {
  /** @param path the place, from the outermost field on: `.name` and `[index]` */
  constructor(
    private readonly path: readonly string[],
    private readonly reason: string,
  ) {
    super(`${path.join('').slice(1) || 'the message'} ${reason}`);
  }

  /** The same fault, seen from the message around. */
  within(step: string): JsonFault {
    return new JsonFault([step, ...this.path], this.reason);
  }
}
