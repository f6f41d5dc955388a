/** The members in which two readings of one thing differ. */
export function differingMembers(before: object, now: object): readonly string[] {
  const then: { readonly [member: string]: unknown } = { ...before }
  const holds: { readonly [member: string]: unknown } = { ...now }
  const members = new Set([...Object.keys(then), ...Object.keys(holds)])
  return [...members].filter((member) => JSON.stringify(then[member]) !== JSON.stringify(holds[member]))
}
