import type { CanonicalValue } from '#core/ledger/canonical-json.ts'

type Members = { readonly [name: string]: CanonicalValue | undefined }

/** A copy of an object in which one thing is not as it was, and what that is. */
export type Altered = readonly [what: string, value: CanonicalValue]

/**
 * Every way to leave one member out, at any depth, and every way to add one. Members of objects in lists count too.
 * `mayMiss` names, by their paths without list indexes, those that may be absent.
 */
export function membersMissing(value: CanonicalValue, mayMiss: readonly string[] = []): readonly Altered[] {
  return changesAt(value, '', (members, path) =>
    Object.keys(members)
      .filter((name) => !mayMiss.includes(join(path, name)))
      .map((name): Altered => {
        const { [name]: _, ...rest } = members
        return [`without ${join(path, name)}`, rest as CanonicalValue]
      }),
  )
}

export function membersAdded(value: CanonicalValue): readonly Altered[] {
  return changesAt(value, '', (members, path) =>
    // An own `__proto__`, as parsed JSON may have one, and a plain name.
    ['surprise', '__proto__'].map((name): Altered => {
      const more = JSON.parse(`{${JSON.stringify(name)}:1}`) as Members
      return [
        `with ${join(path, name)}`,
        Object.defineProperties({ ...members }, Object.getOwnPropertyDescriptors(more)),
      ]
    }),
  )
}

/** Every scalar replaced by one of another type. */
export function scalarsOfAnotherType(value: CanonicalValue): readonly Altered[] {
  return scalarsAt(value, '')
}

function changesAt(
  value: CanonicalValue,
  path: string,
  change: (members: Members, path: string) => readonly Altered[],
): readonly Altered[] {
  if (typeof value !== 'object' || value === null) return []
  const isList = Array.isArray(value)
  const inside = Object.entries(value as Members).flatMap(([name, member]) => {
    const at = isList ? path : join(path, name)
    return changesAt(member ?? null, at, change).map(([what, altered]): Altered => {
      return [what, replace(value, name, altered)]
    })
  })
  return isList ? inside : [...change(value as Members, path), ...inside]
}

function scalarsAt(value: CanonicalValue, path: string): readonly Altered[] {
  if (typeof value !== 'object' || value === null) {
    const others: readonly CanonicalValue[] = [null, true, 7, 'text', [], {}]
    return others
      .filter((other) => typeof other !== typeof value || (other === null) !== (value === null))
      .map((other): Altered => [`${path} as ${JSON.stringify(other)}`, other])
  }
  return Object.entries(value as Members).flatMap(([name, member]) =>
    scalarsAt(member ?? null, join(path, name)).map(
      ([what, altered]): Altered => [what, replace(value, name, altered)],
    ),
  )
}

function replace(value: CanonicalValue, name: string, by: CanonicalValue): CanonicalValue {
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? by : item)) as CanonicalValue
  return { ...(value as Members), [name]: by }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
