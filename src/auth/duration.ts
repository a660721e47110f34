const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads a duration such as `90s`, `15m`, `8h` or `30d`. @returns seconds, or undefined for anything else */
export function parseDuration(input: string): number | undefined {
  const match = /^(\d{1,6})([smhd])$/.exec(input);
  return match ? Number(match[1]) * UNIT_SECONDS[match[2]!]! : undefined;
}
