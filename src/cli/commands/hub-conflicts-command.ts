import { type CasePlace, type JointReading, readJointCases } from '#app/hub/read-joint.ts'
import { sayAboutCase } from '#app/hub/say-to-stations.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { conflictsIn, type FieldEdit, type JointField } from '#core/joint/joint-fields.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { JOINT_TEXT } from '../joint-text.ts'
import type { Outcome } from '../outcome.ts'
import { UsageError } from '../usage.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** `samnum hub conflicts DIR STATION CASE STATION CASE … [--tell]` */
export async function showConflicts(
  context: CommandContext,
  place: HubPlace,
  words: readonly string[],
  isTold: boolean,
): Promise<Outcome> {
  if (words.length < 4 || words.length % 2 !== 0)
    throw new UsageError('usage/wrong-value', {
      name: 'STATION CASE',
      value: words.join(' '),
      allowed: 'STATION CASE STATION CASE …',
    })
  const places: CasePlace[] = []
  for (let at = 0; at < words.length; at += 2)
    places.push({ station: words[at] ?? '', case: words[at + 1] ?? '' })
  return await withHub(context, place, async ({ session }) => {
    const read = await readJointCases(session, places)
    if (!read.ok) return failed(read.failure)
    const conflicts = conflictsIn(read.value.fields)
    const lines = linesOf(context, read.value, conflicts)
    const value = { ...read.value, conflicts }
    if (!isTold || conflicts.length === 0) return { kind: 'done', value, lines }
    const text = lines.join('\n').slice(0, MOST_TEXT)
    for (const { vaultId, caseId } of read.value.cases) {
      const said = await sayAboutCase(session, vaultId, caseId, {
        kind: 'comment',
        text,
        from: session.identity.name,
      })
      if (!said.ok) return { ...failed(said.failure), value, lines }
    }
    return { kind: 'done', value, lines: [...lines, JOINT_TEXT[context.language].told] }
  })
}

/** The longest text of a comment, with room left. */
const MOST_TEXT = 900_000

function linesOf(
  { language }: CommandContext,
  { cases, fields }: JointReading,
  conflicts: readonly JointField[],
): readonly string[] {
  const text = JOINT_TEXT[language]
  const numberOf = new Map(cases.map(({ vaultId, number }) => [vaultId, number]))
  const say = ({ value, ledger, by, time }: FieldEdit) =>
    fillTemplate(
      text.said,
      {
        value: showEscaped(value === null ? text.nothing : canonicalText(value)),
        case: showEscaped(numberOf.get(ledger) ?? ledger),
        by: showEscaped(by),
        time: formatSortableDateTime(time.wallMs),
      },
      language,
    )
  return [
    ...cases.map(({ number, title }) => `${showEscaped(number)}  ${showEscaped(title)}`),
    fillTemplate(text.compared, { fields: fields.length, conflicts: conflicts.length }, language),
    ...conflicts.flatMap(({ subject, field, element, holds, lost }) => [
      showEscaped([subject, field, element].filter((part) => part !== null).join(' · ')),
      `  ${text.holds} ${say(holds)}`,
      ...lost.map((edit) => `  ${text.lost} ${say(edit)}`),
    ]),
    ...(conflicts.length === 0 ? [] : [text.settle]),
  ]
}
