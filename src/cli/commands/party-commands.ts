import type { Envelope } from '#contract/envelope.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import { parseMrz } from '#core/identifiers/mrz.ts'
import { partyOfMrz } from '#core/parties/fill-from.ts'
import { PARTY_ROLE_LABELS } from '#core/parties/party-labels.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { askVault } from '../ask-vault.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignRows } from '../text-columns.ts'

/** What a file may say of something: members, and those that say nothing any more as `null`. */
export type ReadChange = { readonly set: object; readonly cleared: readonly string[] }

/** Reads the file of a change, or answers with nothing said where none is named. */
export async function readChange(
  path: string | undefined,
): Promise<Result<ReadChange, Extract<Outcome, { kind: 'failed' }>['failure']>> {
  if (path === undefined) return succeed({ set: {}, cleared: [] })
  const read = await readJsonFile(path)
  if (!read.ok) return read
  // What is no object goes on as it is: the dispatcher says what is wrong with it.
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return succeed({ set: read.value as object, cleared: [] })
  const entries = Object.entries(read.value)
  return succeed({
    set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    cleared: entries.filter(([, value]) => value === null).map(([name]) => name),
  })
}

/** `samnum party add DIR CASE --file party.json [--mrz TEXT] [--form FORM] [--role ROLE] [--complaint ID]` */
export async function addParty(
  context: CommandContext,
  folder: string,
  order: Omit<InputOf<'party.add'>, 'content'> & {
    readonly path?: string | undefined
    readonly mrz?: string | undefined
  },
): Promise<Outcome> {
  const { path, mrz, ...rest } = order
  const read = await readChange(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const scanned = mrz === undefined ? succeed({}) : readMrz(mrz)
  if (!scanned.ok) return { kind: 'failed', failure: scanned.failure }
  const content = { ...scanned.value, ...read.value.set }
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('party.add', { ...rest, content })
    if (answer.outcome !== 'done') return stopped(answer)
    const line = fillTemplate(context.text.party.added, { number: answer.value.number }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum party change DIR CASE PARTY --file party.json` */
export async function changeParty(
  context: CommandContext,
  folder: string,
  { path, ...named }: { readonly case: string; readonly party: string; readonly path: string },
): Promise<Outcome> {
  const read = await readChange(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const { set, cleared } = read.value
  const change = { ...named, set, cleared: [...cleared] } as InputOf<'party.change'>
  return await withVault(context, folder, async (desk) =>
    sayChanged(context, await desk.call('party.change', change)),
  )
}

/** Says under which number something was added. */
export function sayAdded(
  { text, language }: CommandContext,
  answer: Envelope<{ readonly number: string }>,
): Outcome {
  if (answer.outcome !== 'done') return stopped(answer)
  const { value } = answer
  return { kind: 'done', value, lines: [fillTemplate(text.party.added, { number: value.number }, language)] }
}

/** Says what a change came to. */
export function sayChanged(
  { text }: CommandContext,
  answer: Envelope<{ readonly versionHex: string; readonly hasConflict: boolean }>,
): Outcome {
  if (answer.outcome !== 'done') return stopped(answer)
  const { hasConflict } = answer.value
  const lines = hasConflict ? [text.party.changed, text.party.conflict] : [text.party.changed]
  return { kind: 'done', value: answer.value, lines }
}

/** `samnum party list DIR CASE` */
export async function listParties(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  const { language, text } = context
  return await askVault(context, folder, 'party.list', { case: caseName }, (value) => {
    const { parties } = value
    const numbers = new Map(parties.map(({ partyId, number }) => [partyId, number]))
    const rows = parties.map(({ number, content, roles, mergedInto, lost, documentFacts }) => {
      const notes = [
        ...(mergedInto === null
          ? []
          : [fillTemplate(text.party.mergedInto, { number: numbers.get(mergedInto) ?? '' }, language)]),
        ...(lost.length > 0 ? [text.party.conflict] : []),
        ...(documentFacts.some(({ wrongChecks }) => wrongChecks.length > 0) ? [text.party.wrongChecks] : []),
      ]
      return [
        number,
        roles.map(({ role }) => PARTY_ROLE_LABELS[role][language]).join(', ') || '–',
        (content.names ?? []).map((name) => showEscaped(name.text)).join(' · ') || '–',
        notes.join(' · '),
      ]
    })
    return rows.length === 0 ? [text.party.none] : alignRows(rows)
  })
}

/** Commands that say one thing of a party: `samnum party role|merge|unmerge|indicators`. */
export async function sayOfParty<
  Name extends
    | 'party.setRole'
    | 'party.merge'
    | 'party.unmerge'
    | 'party.noteIndicators'
    | 'payment.withdraw'
    | 'identifier.withdraw'
    | 'complaint.markDuplicate'
    | 'complaint.linkExhibits'
    | 'rate.note',
>(context: CommandContext, folder: string, name: Name, input: InputOf<Name>): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call(name, input)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.party.done] }
  })
}

/** `samnum premises add|change DIR CASE … --file premises.json` */
export async function writePremises(
  context: CommandContext,
  folder: string,
  order: { readonly case: string; readonly premises?: string; readonly path: string },
): Promise<Outcome> {
  const { path, premises, case: name } = order
  const read = await readChange(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const { set, cleared } = read.value
  return await withVault(context, folder, async (desk) => {
    if (premises !== undefined) {
      const change = { case: name, premises, set, cleared: [...cleared] } as InputOf<'premises.change'>
      return sayChanged(context, await desk.call('premises.change', change))
    }
    return sayAdded(context, await desk.call('premises.add', { case: name, content: set }))
  })
}

/** `samnum premises list DIR CASE` */
export async function listPremises(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await askVault(context, folder, 'premises.list', { case: caseName }, (value) => {
    const rows = value.premises.map(({ number, content }) => [
      number,
      showEscaped(content.name ?? '–'),
      showEscaped(content.address?.text ?? ''),
    ])
    return rows.length === 0 ? [context.text.party.none] : alignRows(rows)
  })
}

function readMrz(text: string) {
  // The machine's clock tells only centuries apart.
  const read = parseMrz(text, stationTimeAt(Date.now()).date.year)
  if (read.ok) return succeed(partyOfMrz(read.value))
  return fail({ code: 'input/invalid', problems: [{ field: 'mrz', code: 'mrz/malformed' }] } as const)
}
