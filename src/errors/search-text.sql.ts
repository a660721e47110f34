/** What a search in groups of errors looks at: the type, the message and the culprit, in small letters. */
export function searchText(type: string, message: string, culprit: string): string {
  return String.raw`lower(${type} || E'\n' || ${message} || E'\n' || coalesce(${culprit}, ''))`;
}
