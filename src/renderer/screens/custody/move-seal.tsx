import type { ItemLine } from '#contract/custody-fields.ts'
import { SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import { SEAL_STATES, type SealState } from '#core/custody/custody-vocabularies.ts'
import { Segments } from '../../parts/choices.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { type MoveParts, MoveText } from './move-text.tsx'

type MoveSealProps = MoveParts & {
  readonly items: readonly ItemLine[]
  readonly onSealState: (state: SealState) => void
}

/** How the seals were found, and the new one where it was replaced. */
export function MoveSeal({ items, onSealState, ...parts }: MoveSealProps) {
  const { language, text } = useTongue()
  const words = text.custody
  const { sealState } = parts.edit
  const isOne = items.length === 1
  const isSealed = items.some(({ seal }) => seal !== undefined)
  // Of what bears no seal there is nothing to say.
  if (!isSealed) return null
  // A new seal has a number of its own, so that it is put on one item at a time.
  const states = SEAL_STATES.filter((state) => state !== 'none' && (isOne || state !== 'replaced'))
  return (
    <div className="span-12 stack stack-tight">
      <span className="field-label">
        {words.sealSeen} {isOne && <bdi className="mono soft">{items[0]?.seal?.number}</bdi>}
      </span>
      <div className="row">
        <Segments
          label={words.sealSeen}
          value={sealState}
          onChange={(value) => onSealState(value as SealState)}
          choices={states.map((value) => ({ value, label: SEAL_STATE_LABELS[value][language] }))}
        />
      </div>
      {sealState === 'replaced' && (
        <MoveText {...parts} field="newSealNumber" className="span-6" isRequired />
      )}
    </div>
  )
}
