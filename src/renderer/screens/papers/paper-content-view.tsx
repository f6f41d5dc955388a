import { Fragment } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { parseStationTime } from '#core/dates/station-time.ts'
import { Shown } from '../../parts/shown.tsx'
import { isAsked, type PaperEdit, rowsOf, YES } from '../../state/paper-edit.ts'
import type { PaperField, PaperSection, PickList, RowField } from '../../state/paper-fields.ts'
import { FORM_SECTIONS, type PaperForm } from '../../state/paper-forms.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'

type PaperContentProps = { readonly form: PaperForm; readonly edit: PaperEdit; readonly file: CaseFile }

/** All that a record or letter says, to be read. */
export function PaperContent({ form, edit, file }: PaperContentProps) {
  const tongue = useTongue()
  const { sections } = tongue.text.papers.form
  return (
    <div className="stack">
      {FORM_SECTIONS[form].map((section) => {
        const facts = factsOf(section, edit, file, tongue)
        return facts.length === 0 ? null : (
          <section key={section.name} className="sheet" aria-label={sections[section.name]}>
            <div className="sheet-head">
              <h2>{sections[section.name]}</h2>
            </div>
            <dl className="facts sheet-body">
              {facts.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what is final never changes
                <Fragment key={index}>
                  <dt>{name}</dt>
                  <dd className="story">
                    <Shown text={value} />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        )
      })}
    </div>
  )
}

type Facts = readonly (readonly [name: string, value: string])[]

function factsOf(section: PaperSection, edit: PaperEdit, file: CaseFile, tongue: Tongue): Facts {
  const { rows, rowFields, rowPlace, fields } = tongue.text.papers.form
  const said = section.fields
    .filter((field) => isAsked(field, edit))
    .flatMap((field): Facts => {
      const words = fieldWords(field, edit.texts[field.path] ?? '', tongue)
      return words === '' ? [] : [[fields[field.path], words]]
    })
  const list = section.rows
  const lines =
    list === undefined
      ? []
      : rowsOf(edit, list).map(({ texts }, index) => {
          const parts = Object.entries(texts).map(([field, text]) =>
            rowWords(field as RowField, text, rowFields, tongue),
          )
          return [rowPlace(rows[list], index + 1), parts.filter((part) => part !== '').join('\n')] as const
        })
  return [...said, ...lines, ...pickedFacts(section.picks, edit, file, tongue)]
}

function fieldWords(field: PaperField, value: string, { text, format }: Tongue): string {
  const { choices, yes, no } = text.papers.form
  if (field.as === 'flag') return value === YES ? yes : field.isAlways ? no : ''
  if (value === '') return ''
  if (field.as === 'choice')
    return (choices[field.path] as { readonly [code: string]: string })[value] ?? value
  if (field.as === 'day') return format.day(value)
  const at = field.as === 'time' ? parseStationTime(value) : null
  return at?.ok ? format.instant(at.value) : value
}

function rowWords(
  field: RowField,
  text: string,
  names: { readonly [Name in RowField]: string },
  { language }: Tongue,
): string {
  if (field === 'isPoliceOfOperation') return text === YES ? names[field] : ''
  if (field === 'kind')
    return IDENTIFIER_KIND_LABELS[text as keyof typeof IDENTIFIER_KIND_LABELS]?.[language] ?? text
  return field === 'question' || field === 'answer' ? `${names[field]}៖ ${text}` : text
}

function pickedFacts(
  list: PickList | undefined,
  edit: PaperEdit,
  file: CaseFile,
  { text, format }: Tongue,
): Facts {
  const picked = list === undefined ? [] : (edit.picks[list] ?? [])
  if (list === undefined || picked.length === 0) return []
  const { categories, categoriesLabel, picks } = text.papers.form
  if (list === 'categories') {
    const names: { readonly [code: string]: string } = categories
    return [[categoriesLabel, picked.map((code) => names[code] ?? code).join(' · ')]]
  }
  if (list === 'seized') return [[picks.seized, picked.join(' · ')]]
  const payments = picked.map((name) => {
    const [complaintId, index] = name.split(':')
    const complaint = file.complaints.find((one) => one.complaintId === complaintId)
    const loss = complaint?.complaint.losses[Number(index)]
    return loss === undefined ? name : [format.money(loss.currency, loss.amount), loss.payee].join(' · ')
  })
  return [[picks.payments, payments.join('\n')]]
}
