import { useState } from 'react'
import { CONTAINER_FORM_LABELS } from '#core/custody/custody-labels.ts'
import { CONTAINER_FORMS, type ContainerForm } from '#core/custody/custody-vocabularies.ts'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'

/** Registers a bag or a box under the case's next number. */
export function RegisterContainerDialog({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const [kind, setKind] = useState<ContainerForm>('bag')
  const { of, kept } = useTexts({ description: '', sealNumber: '' })
  const form = useCommandForm({
    problems: { description: undefined, sealNumber: undefined },
    run: () => {
      const description = kept('description')
      const sealNumber = kept('sealNumber')
      return at.desk.client.call('container.register', {
        case: caseId,
        form: kind,
        ...(description !== undefined && { description }),
        ...(sealNumber !== undefined && { sealNumber }),
      })
    },
    onDone: ({ number }) => done('registered', number),
  })
  return (
    <FormDialog
      form={form}
      title={words.registerContainer}
      intro={words.containerIntro}
      submitLabel={words.registerNow}
    >
      <SelectInput
        label={words.containerForm}
        value={kind}
        onChange={(value) => setKind(value as ContainerForm)}
        choices={CONTAINER_FORMS.map((value) => ({ value, label: CONTAINER_FORM_LABELS[value][language] }))}
      />
      <TextInput
        label={words.thing.description}
        {...of('description')}
        problem={form.problem('description')}
        isFirst
      />
      <TextInput
        label={words.thing.sealNumber}
        hint={words.containerSealHint}
        {...of('sealNumber')}
        problem={form.problem('sealNumber')}
        isMono
      />
    </FormDialog>
  )
}
