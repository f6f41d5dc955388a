import { useState } from 'react'
import { EXHIBIT_CATEGORY_LABELS } from '#core/custody/custody-labels.ts'
import { EXHIBIT_CATEGORIES, type ExhibitCategory } from '#core/custody/custody-vocabularies.ts'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import {
  EMPTY_THING,
  type ThingField,
  thingFieldsOf,
  thingInput,
  thingProblems,
} from '../../state/thing-edit.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { CurrencyInput } from './currency-input.tsx'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'
import { WhenField, whenInput, whenProblem } from './when-field.tsx'

/** Registers a thing that was seized or handed in under the case's next number. */
export function RegisterThingDialog({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const [category, setCategory] = useState<ExhibitCategory>('phone')
  const { texts, of, kept } = useTexts({ ...EMPTY_THING, seizedPlace: '', authority: '', atMs: '' })
  const problems = thingProblems(category, texts, words)
  const form = useCommandForm({
    problems: {
      ...problems,
      name: texts.name.trim() === '' ? words.missing : undefined,
      seizedPlace: texts.seizedPlace.trim() === '' ? words.missing : undefined,
      authority: undefined,
      atMs: whenProblem(texts.atMs, words.whenWrong),
    },
    run: () => {
      const authority = kept('authority')
      return at.desk.client.call('exhibit.register', {
        case: caseId,
        ...thingInput(category, texts),
        seized: {
          place: texts.seizedPlace,
          ...whenInput(texts.atMs),
          ...(authority !== undefined && { authority }),
        },
      })
    },
    onDone: ({ number }) => done('registered', number),
  })
  const field = (name: ThingField, isMono = false) => (
    <TextInput
      key={name}
      className="span-4"
      label={words.thing[name]}
      {...of(name)}
      problem={form.problem(name)}
      isMono={isMono}
    />
  )
  return (
    <FormDialog
      form={form}
      title={words.registerThing}
      intro={words.registerIntro}
      submitLabel={words.registerNow}
      isWide
    >
      <div className="form-grid">
        <SelectInput
          className="span-4"
          label={words.category}
          value={category}
          onChange={(value) => setCategory(value as ExhibitCategory)}
          choices={EXHIBIT_CATEGORIES.map((value) => ({
            value,
            label: EXHIBIT_CATEGORY_LABELS[value][language],
          }))}
        />
        <TextInput
          className="span-8"
          label={words.thing.name}
          required={text.window.required}
          {...of('name')}
          problem={form.problem('name')}
          isFirst
        />
        {thingFieldsOf(category).map((name) =>
          name === 'currency' ? (
            <CurrencyInput key={name} {...of(name)} />
          ) : (
            field(name, name === 'imeis' || name === 'iccid')
          ),
        )}
        {field('sealNumber', true)}
        <TextInput
          className="span-8"
          label={words.thing.seizedPlace}
          required={text.window.required}
          {...of('seizedPlace')}
          problem={form.problem('seizedPlace')}
        />
        <WhenField className="span-4" {...of('atMs')} problem={form.problem('atMs')} />
        <TextInput
          className="span-8"
          label={words.facts.authority}
          {...of('authority')}
          problem={form.problem('authority')}
        />
        <TextInput
          className="span-12"
          label={words.thing.description}
          {...of('description')}
          problem={form.problem('description')}
        />
      </div>
    </FormDialog>
  )
}
