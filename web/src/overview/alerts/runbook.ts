/** The address of a runbook if it is one a browser may follow; rules are written by people and may hold anything. */
export function safeRunbook(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
