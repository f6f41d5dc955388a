import { useState } from 'react'
import { AUTHORISATION_FORM_LABELS } from '#core/custody/custody-labels.ts'
import { AUTHORISATION_FORMS, type AuthorisationForm } from '#core/custody/custody-vocabularies.ts'
import { Segments } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { goTo } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import { parseTimeEntry } from '../../state/time-entry.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useTexts } from '../custody/use-texts.ts'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'

const NO_AUTHORISATION = 'none'

/** Opens a raid: where, on whose authority, and who watches. */
export function OpenRaidDialog({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.raid
  const [form_, setForm] = useState<AuthorisationForm | typeof NO_AUTHORISATION>('written')
  const { texts, of, kept } = useTexts({
    name: '',
    address: '',
    authority: '',
    reference: '',
    givenAtMs: '',
    exception: '',
    occupant: '',
    witnesses: '',
  })
  const isAuthorised = form_ !== NO_AUTHORISATION
  const givenAt = parseTimeEntry(texts.givenAtMs)
  const needed = (value: string, isNeeded = true) =>
    isNeeded && value.trim() === '' ? text.custody.missing : undefined
  const form = useCommandForm({
    problems: {
      name: needed(texts.name),
      address: needed(texts.address),
      authority: needed(texts.authority, isAuthorised),
      reference: undefined,
      givenAtMs: isAuthorised && !givenAt.ok ? text.custody.whenWrong : undefined,
      exception: needed(texts.exception, !isAuthorised),
      occupant: undefined,
      witnesses: undefined,
    },
    run: () => {
      const reference = kept('reference')
      const exception = kept('exception')
      const occupant = kept('occupant')
      return at.desk.client.call('raid.open', {
        case: caseId,
        name: texts.name,
        address: texts.address,
        witnesses: texts.witnesses
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
        ...(isAuthorised &&
          givenAt.ok && {
            authorisation: {
              form: form_,
              authority: texts.authority,
              givenAtMs: givenAt.value,
              ...(reference !== undefined && { reference }),
            },
          }),
        ...(exception !== undefined && { exception }),
        ...(occupant !== undefined && { occupant }),
      })
    },
    onDone: ({ raidId, number }) => {
      tell(at, { what: 'custody', notice: { what: 'raid-opened', of: number } })
      goTo(at, { screen: 'raid', caseId, raidId })
    },
  })
  const { problem } = form
  return (
    <FormDialog form={form} title={words.open} intro={words.openIntro} submitLabel={words.openNow} isWide>
      <div className="form-grid">
        <TextInput className="span-6" label={words.name} {...of('name')} problem={problem('name')} isFirst />
        <TextInput className="span-6" label={words.address} {...of('address')} problem={problem('address')} />
        <div className="field span-12">
          <span className="field-label">{words.authorisation}</span>
          <div className="row">
            <Segments
              label={words.authorisation}
              value={form_}
              onChange={(value) => setForm(value as typeof form_)}
              choices={[
                ...AUTHORISATION_FORMS.map((value) => ({
                  value,
                  label: AUTHORISATION_FORM_LABELS[value][language],
                })),
                { value: NO_AUTHORISATION, label: words.noAuthorisation },
              ]}
            />
          </div>
        </div>
        {isAuthorised && (
          <>
            <TextInput
              className="span-4"
              label={words.authority}
              {...of('authority')}
              problem={problem('authority')}
            />
            <TextInput
              className="span-4"
              label={words.reference}
              {...of('reference')}
              problem={problem('reference')}
            />
            <TextInput
              className="span-4"
              label={words.givenAt}
              placeholder="22/11/2026 05:30"
              {...of('givenAtMs')}
              problem={problem('givenAtMs')}
            />
          </>
        )}
        <TextInput
          className="span-12"
          label={words.exception}
          hint={words.exceptionHint}
          {...of('exception')}
          problem={problem('exception')}
        />
        <TextInput
          className="span-6"
          label={words.occupant}
          {...of('occupant')}
          problem={problem('occupant')}
        />
        <TextInput
          className="span-6"
          label={words.witnesses}
          hint={words.witnessesHint}
          {...of('witnesses')}
          problem={problem('witnesses')}
        />
      </div>
    </FormDialog>
  )
}
