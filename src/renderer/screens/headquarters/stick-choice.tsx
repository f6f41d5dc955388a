import { SelectInput } from '../../parts/inputs.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { chooseCarrier } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'

/** Which of the sticks that are plugged in is meant. */
export function StickChoice({ problem }: { readonly problem?: string | undefined }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const { carriers, carrierId } = useSession((state) => state.sync)
  const there = shownOf(carriers)?.carriers ?? []
  return (
    <SelectInput
      label={words.stick}
      value={carrierId ?? ''}
      onChange={(chosen) => chooseCarrier(at, chosen)}
      none={words.chooseStick}
      choices={there.map((carrier) => ({ value: carrier.carrierId, label: carrier.name }))}
      {...(there.length === 0 && { hint: words.noStick })}
      {...(problem !== undefined && { problem })}
    />
  )
}
