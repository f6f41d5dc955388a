import { useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import { Segments } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'
import { WhenField, whenInput, whenProblem } from './when-field.tsx'

const FOUND = ['intact', 'broken'] as const

/** Puts a new seal on an item. */
export function SealDialog({ item }: { readonly item: ItemLine }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const { seal, number, itemId } = item
  const [found, setFound] = useState<(typeof FOUND)[number]>(seal?.state ?? 'intact')
  const { texts, of } = useTexts({ newSealNumber: '', reason: '', atMs: '' })
  const form = useCommandForm({
    problems: {
      newSealNumber: texts.newSealNumber.trim() === '' ? words.missing : undefined,
      reason: texts.reason.trim() === '' ? words.missing : undefined,
      atMs: whenProblem(texts.atMs, words.whenWrong),
    },
    run: () =>
      at.desk.client.call('exhibit.changeSeal', {
        item: itemId,
        sealState: seal === undefined ? 'none' : found,
        newSealNumber: texts.newSealNumber,
        reason: texts.reason,
        ...whenInput(texts.atMs),
      }),
    onDone: () => done('seal-changed', number),
  })
  return (
    <FormDialog
      form={form}
      title={words.sealTitle(number)}
      intro={seal === undefined ? words.noSeal : words.sealNow(seal.number)}
      submitLabel={words.changeSealNow}
    >
      {seal !== undefined && (
        <div className="field">
          <span className="field-label">{words.sealSeen}</span>
          <Segments
            label={words.sealSeen}
            value={found}
            onChange={(value) => setFound(value as (typeof FOUND)[number])}
            choices={FOUND.map((value) => ({ value, label: SEAL_STATE_LABELS[value][language] }))}
          />
        </div>
      )}
      <TextInput
        label={words.moveFields.newSealNumber}
        {...of('newSealNumber')}
        problem={form.problem('newSealNumber')}
        isMono
        isFirst
      />
      <TextInput label={words.facts.reason} {...of('reason')} problem={form.problem('reason')} />
      <WhenField {...of('atMs')} problem={form.problem('atMs')} />
    </FormDialog>
  )
}
