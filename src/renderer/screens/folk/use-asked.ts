import { useCallback, useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { useWorkplace } from '../../state/places.tsx'
import { askAgain, IDLE, type Remote, receive } from '../../state/remote.ts'

/** What a tab of a case asks for. */
type Asked = 'party.list' | 'premises.list' | 'identifier.list' | 'payment.list' | 'loss.summary'

/** What the engine says of a case now, asked again whenever the case's head moves; what was shown stays until then. */
export function useAsked<Name extends Asked>(
  name: Name,
  caseId: string,
  headSeq: number,
): { readonly remote: Remote<OutputOf<Name>>; readonly ask: () => void } {
  const at = useWorkplace()
  const [remote, setRemote] = useState<Remote<OutputOf<Name>>>(IDLE)
  const ask = useCallback(() => {
    setRemote(askAgain)
    const input = { case: caseId } as InputOf<Name>
    void at.desk.client.call(name, input).then((answer) => setRemote((shown) => receive(shown, answer)))
  }, [at, name, caseId])
  // The number says when, not what.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the head moves.
  useEffect(ask, [ask, headSeq])
  return { remote, ask }
}
