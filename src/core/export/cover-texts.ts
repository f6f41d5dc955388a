/**
 * Members of events that hold what somebody wrote in their own words, or a number that was read off a thing. All others hold words of this program, ids, digests,
 * amounts and times, which programs count with.
 */
const IN_OWN_WORDS: ReadonlySet<string> = new Set([
  ...['name', 'description', 'reason', 'explanation', 'note', 'where', 'place', 'address', 'condition'],
  ...['authority', 'reference', 'organisation', 'exception', 'competence', 'effect', 'payee'],
  ...['tool', 'version', 'command', 'model', 'make', 'colour', 'writeProtection'],
  ...['imeis', 'iccid', 'serialNumber', 'plate', 'noteSerials', 'sealNumber', 'newSealNumber'],
])

/**
 * Puts a mark in the place of each text in an event's data that must not be read. Whoever has keys at the station and places of storage keep their names:
 * they are said with a `userId` or `placeId`. What has nothing to cover is answered as it is.
 */
export function coverTexts<Data>(data: Data, mark: string, isCovered: (text: string) => boolean): Data {
  return cover(data, '', mark, isCovered) as Data
}

function cover(value: unknown, member: string, mark: string, isCovered: (text: string) => boolean): unknown {
  if (typeof value === 'string') return IN_OWN_WORDS.has(member) && isCovered(value) ? mark : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const parts = value.map((part) => cover(part, member, mark, isCovered))
    return parts.some((part, index) => part !== value[index]) ? parts : value
  }
  if ('userId' in value || 'placeId' in value) return value
  const members = Object.entries(value).map(
    ([name, part]) => [name, part, cover(part, name, mark, isCovered)] as const,
  )
  if (members.every(([, before, after]) => before === after)) return value
  return Object.fromEntries(members.map(([name, , after]) => [name, after]))
}
