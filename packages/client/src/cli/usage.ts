import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command is not one: told with how it should be. */
export class UsageFault extends Error {}

/** `parseArgs`. @throws UsageFault */
export function readArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (fault) {
    throw new UsageFault((fault as Error).message);
  }
}
