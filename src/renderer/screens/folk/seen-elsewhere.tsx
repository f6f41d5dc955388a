import { Link2 } from 'lucide-react'
import type { IdentifierLine } from '#contract/money-operations.ts'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'

/** In how many other cases that this person can read something was seen, with the way to them. */
export function SeenElsewhere({ elsewhere }: { readonly elsewhere: IdentifierLine['elsewhere'] }) {
  const { text } = useTongue()
  if (elsewhere.total === 0) return <span className="faint">–</span>
  return (
    <span className="row">
      <span className="chip chip-gold">
        <Link2 size={14} aria-hidden />
        {text.folk.seenElsewhere(elsewhere.total)}
      </span>
      {elsewhere.cases.map(({ caseId, number }) => (
        <a
          key={caseId}
          className="number-tag"
          href={routeAddress({ screen: 'case', caseId, tab: 'identifiers' })}
        >
          {number}
        </a>
      ))}
    </span>
  )
}
