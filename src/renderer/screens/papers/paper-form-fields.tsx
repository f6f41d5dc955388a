import type { ReactNode } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { explainProblem } from '#contract/failure-text.ts'
import { Callout } from '../../parts/callout.tsx'
import { isAsked, rowsOf } from '../../state/paper-edit.ts'
import type { FieldPath, PaperSection, PickList, RowField, RowList } from '../../state/paper-fields.ts'
import { FORM_SECTIONS, isLetterForm } from '../../state/paper-forms.ts'
import type { FormDesk } from '../../state/papers-state.ts'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import type { Catalogue } from '../../text/catalogue.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { PaperFieldInput } from './paper-field.tsx'
import { PaperPicks } from './paper-picks.tsx'
import { PaperRows } from './paper-rows.tsx'
import { RecipientPick } from './recipient-pick.tsx'
import { goToField } from './use-form-desk.ts'

type PaperFormFieldsProps = {
  readonly desk: FormDesk
  readonly file: CaseFile
  readonly children?: ReactNode
}

/** The sections of a record or letter that is being written. */
export function PaperFormFields({ desk, file, children }: PaperFormFieldsProps) {
  const { text } = useTongue()
  const exceptions = useListedExceptions()
  const isSaving = desk.saving === 'saving'
  return (
    <fieldset className="stack" disabled={isSaving}>
      {typeof desk.saving === 'object' && Object.keys(desk.problems).length === 0 && (
        <RefusalCallout refusal={desk.saving} />
      )}
      <FoundProblems desk={desk} />
      {children}
      {FORM_SECTIONS[desk.form].map((section) => (
        <section key={section.name} className="sheet" aria-labelledby={`paper-section-${section.name}`}>
          <div className="sheet-head">
            <h2 id={`paper-section-${section.name}`}>{text.papers.form.sections[section.name]}</h2>
          </div>
          <div className="sheet-body stack">
            <SectionBody section={section} desk={desk} file={file} exceptions={exceptions} />
          </div>
        </section>
      ))}
    </fieldset>
  )
}

type SectionBodyProps = {
  readonly section: PaperSection
  readonly desk: FormDesk
  readonly file: CaseFile
  readonly exceptions: string | undefined
}

function SectionBody({ section, desk, file, exceptions }: SectionBodyProps) {
  const { edit } = desk
  const fields = section.fields.filter((field) => isAsked(field, edit))
  return (
    <>
      {section.name === 'recipient' && isLetterForm(desk.form) && (
        <RecipientPick form={desk.form} edit={edit} />
      )}
      {fields.length > 0 && (
        <div className="form-grid">
          {fields.map((field) => (
            <PaperFieldInput
              key={field.path}
              field={field}
              edit={edit}
              {...(field.path === 'timeException' && exceptions !== undefined && { hint: exceptions })}
            />
          ))}
        </div>
      )}
      {section.rows !== undefined && <PaperRows list={section.rows} edit={edit} file={file} />}
      {section.picks !== undefined && <PaperPicks list={section.picks} edit={edit} file={file} />}
    </>
  )
}

/** The exceptions that the law packs list, as the hint of the field that names one. */
function useListedExceptions(): string | undefined {
  const { language, text } = useTongue()
  const listed = useSession((state) => shownOf(state.papers.kinds)?.choices['search-time-exceptions'] ?? null)
  return listed === null
    ? undefined
    : `${text.papers.form.lawLists} ${listed.map((choice) => choice.text[language]).join(' · ')}`
}

/** Everything that the engine found wrong, each leading to its field. */
function FoundProblems({ desk }: { readonly desk: FormDesk }) {
  const { failureLanguage, text } = useTongue()
  const found = Object.entries(desk.problems)
  if (found.length === 0) return null
  return (
    <Callout tone="wrong" role="alert" title={text.papers.writing.problems(found.length)}>
      <ul className="problem-list">
        {found.map(([path, problem]) => (
          <li key={path}>
            <button type="button" className="link-button" onClick={() => goToField(path)}>
              {pathName(path, desk, text)}
            </button>
            <span> — {explainProblem(problem, failureLanguage)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  )
}

function pathName(path: string, { edit }: FormDesk, { papers }: Catalogue): string {
  const { fields, rows, rowFields, rowPlace, picks, categoriesLabel, sections } = papers.form
  if (Object.hasOwn(fields, path)) return fields[path as FieldPath]
  const [list = '', key, field = ''] = path.split('.')
  if (Object.hasOwn(rows, list)) {
    const name = rows[list as RowList]
    const place = rowsOf(edit, list as RowList).findIndex((row) => String(row.key) === key)
    return place < 0 ? name : `${rowPlace(name, place + 1)}, ${rowFields[field as RowField] ?? ''}`
  }
  if (list === 'categories') return categoriesLabel
  if (list === 'period') return sections.data
  return Object.hasOwn(picks, list) ? picks[list as Exclude<PickList, 'categories'>] : path
}
