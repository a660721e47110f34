/** Whose request it is, by the names that strategies of passport and guards give it; undefined where nobody is known. */
export function userIdOf(user: unknown): string | undefined {
  if (typeof user !== 'object' || user === null) return undefined;
  const { id, sub, userId } = user as Readonly<Record<string, unknown>>;
  const found = id ?? sub ?? userId;
  return typeof found === 'string' || typeof found === 'number' ? String(found) || undefined : undefined;
}
