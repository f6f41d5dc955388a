import type { InputOf } from '#contract/operations.ts'
import {
  IDENTIFIER_KIND_LABELS,
  LOSS_STATE_LABELS,
  TYPOLOGY_LABELS,
} from '#core/casework/vocabulary-labels.ts'
import { IDENTIFIER_KINDS } from '#core/identifiers/identifier.ts'
import type { Tongue } from '../text/text-context.tsx'
import { type ComplaintEdit, isBlankIdentifier, isBlankLoss, type TextField } from './complaint-edit.ts'
import type { Workplace } from './workplace.ts'

type Page = InputOf<'readBack.show'>['page']
type Section = Page['sections'][number]

const VICTIM: readonly TextField[] = [
  'victim.name',
  'victim.latinName',
  'victim.birthDate',
  'victim.nationality',
  'victim.phone',
  'victim.idDocument',
  'victim.address',
  'victim.safeContact',
]
const STORY: readonly TextField[] = ['summary', 'narrative', 'happenedFrom', 'happenedTo', 'place']

/** What of a complaint the person who reports reads, in their language. */
export function readBackOf(edit: ComplaintEdit, { language, text }: Pick<Tongue, 'language' | 'text'>): Page {
  const { complaint } = text
  const fieldsOf = (fields: readonly TextField[]) =>
    fields.flatMap((field) => {
      const written = edit.texts[field].trim()
      return written === '' ? [] : [{ label: complaint.fields[field], text: written }]
    })
  const kinds = edit.typologies.map((typology) => TYPOLOGY_LABELS[typology][language])
  const sections: readonly Section[] = [
    { heading: complaint.sections.victim, lines: fieldsOf(VICTIM) },
    {
      heading: complaint.sections.story,
      lines: [
        ...(kinds.length === 0 ? [] : [{ label: complaint.typologies, text: kinds.join(' · ') }]),
        ...fieldsOf(STORY),
      ],
    },
    {
      heading: complaint.sections.identifiers,
      lines: edit.identifiers
        .filter((row) => !isBlankIdentifier(row))
        .map(({ texts: { kind, value } }) => {
          const known = IDENTIFIER_KINDS.find((each) => each === kind)
          return {
            text: value,
            ...(known !== undefined && { label: IDENTIFIER_KIND_LABELS[known][language] }),
          }
        }),
    },
    {
      heading: complaint.sections.losses,
      lines: edit.losses
        .filter((row) => !isBlankLoss(row))
        .map(({ texts }) => {
          const state = Object.entries(LOSS_STATE_LABELS).find(([each]) => each === texts.state)?.[1][
            language
          ]
          const when = [texts.on, texts.clock].filter(Boolean).join(' ')
          const words = [`${texts.amount} ${texts.currency}`, when, texts.payee].filter(Boolean).join(' · ')
          return { text: words, ...(state !== undefined && { label: state }) }
        }),
    },
  ]
  return {
    language,
    title: complaint.readBack.title,
    question: complaint.readBack.question,
    sections: sections
      .filter(({ lines }) => lines.length > 0)
      .map((section) => ({ ...section, lines: [...section.lines] })),
  }
}

/** Shows a page to the victim, or brings the one that is shown up to date. Answers its id, `null` when it was refused. */
export async function showReadBack(at: Workplace, page: Page, pageId: string | null): Promise<string | null> {
  const answer = await at.desk.client.call('readBack.show', { page, ...(pageId !== null && { pageId }) })
  if (answer.outcome !== 'done') return null
  at.desk.showReadBack(answer.value.pageId)
  return answer.value.pageId
}
