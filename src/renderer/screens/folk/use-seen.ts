import { useEffect, useState } from 'react'
import type { IdentifierLine } from '#contract/money-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import { useWorkplace } from '../../state/places.tsx'

/** Other cases that know some identifiers, in their order; nothing until it is known, and nothing where asking was refused. */
export function useSeen(
  /** The case that is left out; `null` leaves none out. */
  caseId: string | null,
  identifiers: InputOf<'identifier.seen'>['identifiers'],
): readonly IdentifierLine['elsewhere'][] {
  const at = useWorkplace()
  const [seen, setSeen] = useState<readonly IdentifierLine['elsewhere'][]>([])
  const asked = JSON.stringify(identifiers)
  useEffect(() => {
    let isWanted = true
    const known = JSON.parse(asked) as typeof identifiers
    const input = { identifiers: known, ...(caseId !== null && { case: caseId }) }
    if (known.length > 0) {
      void at.desk.client.call('identifier.seen', input).then((answer) => {
        if (isWanted) setSeen(answer.outcome === 'done' ? answer.value.seen : [])
      })
    }
    return () => {
      isWanted = false
    }
  }, [at, caseId, asked])
  return seen
}
