/** Whether an `If-None-Match` has the tag: a comparison in which weak tags are as good as strong ones (RFC 9110, 13.1.2). */
export function isSameTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((given) => {
    const tag = given.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
