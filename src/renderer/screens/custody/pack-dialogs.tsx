import { useEffect, useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import type { SealState } from '#core/custody/custody-vocabularies.ts'
import { Segments } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { loadItems } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { holderKey } from '../../state/move-edit.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { PickItems } from './pick-items.tsx'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'

/** Puts exhibits that the same holder has into a container. */
export function PackDialog({ container }: { readonly container: ItemLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const [picked, setPicked] = useState<readonly string[]>([])
  const { of, kept } = useTexts({ sealNumber: '' })
  const { number, itemId, seal } = container
  const items = useItemsOf(container).filter(
    (item) =>
      item.kind !== 'container' &&
      item.state === 'held' &&
      item.containerId === undefined &&
      holderKey(item.holder) === holderKey(container.holder),
  )
  const form = useCommandForm({
    problems: {
      exhibits: picked.length === 0 ? words.pickMissing : undefined,
      sealNumber: seal !== undefined && kept('sealNumber') === undefined ? words.missing : undefined,
    },
    run: () => {
      const sealNumber = kept('sealNumber')
      return at.desk.client.call('container.pack', {
        container: itemId,
        exhibits: [...picked],
        ...(sealNumber !== undefined && { sealNumber }),
      })
    },
    onDone: () => done('packed', number),
  })
  return (
    <FormDialog
      form={form}
      title={words.packTitle(number)}
      intro={words.packIntro}
      submitLabel={words.packNow}
      isWide
    >
      <PickItems items={items} picked={picked} onPick={setPicked} problem={form.problem('exhibits')} />
      <TextInput
        label={words.packSeal}
        hint={words.packSealHint}
        {...of('sealNumber')}
        problem={form.problem('sealNumber')}
        isMono
      />
    </FormDialog>
  )
}

/** Takes exhibits out of a container. */
export function UnpackDialog({ container }: { readonly container: ItemLine }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const { number, itemId, seal } = container
  const [picked, setPicked] = useState<readonly string[]>([])
  const [found, setFound] = useState<SealState>(seal === undefined ? 'none' : 'replaced')
  const { texts, of, kept } = useTexts({ reason: '', newSealNumber: '' })
  const items = useItemsOf(container).filter(({ containerId }) => String(containerId) === String(itemId))
  const form = useCommandForm({
    problems: {
      exhibits: picked.length === 0 ? words.pickMissing : undefined,
      reason: texts.reason.trim() === '' ? words.missing : undefined,
      newSealNumber: found === 'replaced' && kept('newSealNumber') === undefined ? words.missing : undefined,
    },
    run: () => {
      const newSealNumber = found === 'replaced' ? kept('newSealNumber') : undefined
      return at.desk.client.call('container.unpack', {
        container: itemId,
        exhibits: [...picked],
        reason: texts.reason,
        sealState: found,
        ...(newSealNumber !== undefined && { newSealNumber }),
      })
    },
    onDone: () => done('unpacked', number),
  })
  return (
    <FormDialog
      form={form}
      title={words.unpackTitle(number)}
      intro={words.unpackIntro}
      submitLabel={words.unpackNow}
      isWide
    >
      <PickItems items={items} picked={picked} onPick={setPicked} problem={form.problem('exhibits')} />
      <TextInput label={words.facts.reason} {...of('reason')} problem={form.problem('reason')} />
      {seal !== undefined && (
        <div className="field">
          <span className="field-label">{words.sealAfter}</span>
          <Segments
            label={words.sealAfter}
            value={found}
            onChange={(value) => setFound(value as SealState)}
            choices={(['replaced', 'broken'] as const).map((value) => ({
              value,
              label: SEAL_STATE_LABELS[value][language],
            }))}
          />
        </div>
      )}
      {found === 'replaced' && (
        <TextInput
          label={words.moveFields.newSealNumber}
          {...of('newSealNumber')}
          problem={form.problem('newSealNumber')}
          isMono
        />
      )}
    </FormDialog>
  )
}

function useItemsOf({ caseId }: ItemLine): readonly ItemLine[] {
  const at = useWorkplace()
  useEffect(() => void loadItems(at, caseId), [at, caseId])
  return useSession((state) => shownOf(remoteOf(state.custody.items, caseId))?.items) ?? []
}
