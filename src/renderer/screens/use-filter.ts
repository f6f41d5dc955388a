import { useSession, useWorkplace } from '../state/places.tsx'
import { change } from '../state/workplace.ts'

/**
 * What a list is filtered by, as its person typed it. It stays when they go elsewhere and come back, also after the machine stopped.
 */
export function useFilter(name: string): readonly [string, (value: string) => void] {
  const at = useWorkplace()
  const value = useSession((state) => state.filters[name] ?? '')
  return [value, (next) => change(at, ({ filters }) => ({ filters: { ...filters, [name]: next } }))]
}

/** The same for one of several; what is none of them counts as the first. */
export function useFilterOf<Value extends string>(
  name: string,
  known: readonly [Value, ...Value[]],
): readonly [Value, (value: string) => void] {
  const [held, hold] = useFilter(name)
  return [known.find((value) => value === held) ?? known[0], hold]
}
