import { useEffect } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { SelectInput } from '../../parts/inputs.tsx'
import { type PaperEdit, writeRecipient } from '../../state/paper-edit.ts'
import { editPaper } from '../../state/paper-form-actions.ts'
import type { LetterForm } from '../../state/paper-forms.ts'
import { loadRecipients } from '../../state/papers-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'

type Known = OutputOf<'letter.recipients'>

type RecipientPickProps = { readonly form: LetterForm; readonly edit: PaperEdit }

/** Offers whom such letters go to, with their addresses, where headquarters sent a book of them. */
export function RecipientPick({ form, edit }: RecipientPickProps) {
  const at = useWorkplace()
  const known = useSession((state) => shownOf(state.papers.recipients) ?? null)
  useEffect(() => void loadRecipients(at), [at])
  const offered = known?.recipients.filter(({ kinds }) => kinds.includes(form)) ?? []
  if (known === null || known.book === null || offered.length === 0) return null
  return <BookSelect book={known.book} offered={offered} edit={edit} />
}

type BookSelectProps = {
  readonly book: NonNullable<Known['book']>
  readonly offered: Known['recipients']
  readonly edit: PaperEdit
}

function BookSelect({ book, offered, edit }: BookSelectProps) {
  const at = useWorkplace()
  const { language, text, format } = useTongue()
  const words = text.papers.form.book
  const name = edit.texts['recipient.name'] ?? ''
  const take = (chosen: string) => {
    const recipient = offered.find((each) => each.name === chosen)
    if (recipient !== undefined) editPaper(at, (now) => writeRecipient(now, recipient))
  }
  return (
    <SelectInput
      label={words.label}
      value={offered.some((each) => each.name === name) ? name : ''}
      onChange={take}
      choices={offered.map((each) => ({ value: each.name, label: each.name }))}
      none={text.papers.form.noChoice}
      hint={words.from(book.title[language], format.day(book.checkedOn))}
    />
  )
}
