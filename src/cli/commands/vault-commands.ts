import { resolve } from 'node:path'
import { explainFinding } from '#contract/failure-text.ts'
import type { Failure, FailureCode } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type KeyMemoryMiB, notRead, stopped, withEngine, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readFounderPassphrase } from '../read-secret.ts'
import { alignFields } from '../text-columns.ts'
import { rolesText } from './people-commands.ts'

/** `samnum vault create DIR --user NAME` */
export async function createVault(
  context: CommandContext,
  folder: string,
  userName: string,
  keyMemoryMiB: KeyMemoryMiB,
): Promise<Outcome> {
  const passphrase = await readFounderPassphrase(context)
  if (!passphrase.ok) return notRead(passphrase.failure)
  return await withEngine(
    context,
    folder,
    async (desk) => {
      const answer = await desk.call('vault.create', { userName, passphrase: passphrase.value })
      if (answer.outcome !== 'done') return stopped(answer)
      const { vaultId, person } = answer.value
      const { label, done } = context.text
      const fields = alignFields([
        [label.folder, showEscaped(resolve(folder))],
        [label.vaultId, vaultId],
        [label.person, showEscaped(person.name)],
      ])
      return { kind: 'done', value: answer.value, lines: [done.vaultCreated, ...fields] }
    },
    keyMemoryMiB,
  )
}

/** `samnum vault info DIR` */
export async function showVault(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('vault.info', {})
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: infoLines(context, answer.value) }
  })
}

/** `samnum vault verify DIR` */
export async function verifyVault(context: CommandContext, folder: string): Promise<Outcome> {
  const outcome = await withVault(context, folder, async (desk): Promise<Outcome> => {
    const answer = await desk.call('vault.verify', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const report = answer.value
    const first = report.findings[0]
    if (report.isWhole !== (first === undefined)) throw new Error('a vault is whole when nothing was found')
    if (first === undefined) return { kind: 'done', value: report, lines: wholeLines(context, report) }
    return notWhole(context, report, failureOf(first))
  })
  // Damage that keeps a vault from opening is what verifying was asked to find.
  if (outcome.kind !== 'failed' || outcome.value !== undefined || !isDamage(outcome.failure.code))
    return outcome
  const { failure } = outcome
  return notWhole(context, { isWhole: false, findings: [findingOf(failure)], findingCount: 1 }, failure)
}

function infoLines(context: CommandContext, info: OutputOf<'vault.info'>): readonly string[] {
  const { language, text } = context
  const { label, recovery } = text
  const number = (value: number) => formatWholeNumber(value, language)
  const { keyDerivation: kdf, head } = info
  return alignFields([
    [label.vaultId, info.vaultId],
    [label.created, formatDateTime(info.createdAtMs, { language })],
    [label.format, number(info.formatVersion)],
    [label.software, info.software],
    [
      label.people,
      info.people.map(({ name, roles }) => `${showEscaped(name)} (${rolesText(context, roles)})`).join('; '),
    ],
    [label.cases, number(info.cases)],
    [label.exhibits, number(info.exhibits)],
    [label.objectBytes, formatExactBytes(info.objectBytes, language)],
    [label.events, number(info.events)],
    [label.head, `${number(head.seq)} · ${head.hashHex}`],
    [label.recovery, recovery[info.recovery]],
    [label.cipher, info.cipher],
    [
      label.keyDerivation,
      `${kdf.name}, ${number(kdf.memoryKiB / 1024)} MiB, t=${kdf.passes}, p=${kdf.lanes}`,
    ],
  ])
}

function wholeLines(context: CommandContext, report: OutputOf<'vault.verify'>): readonly string[] {
  const { language, text } = context
  const { label, done } = text
  const { checked, head } = report
  const notes = report.notes.map((note) => `- ${explainFinding(note, language)}`)
  const { sealedEvents } = checked
  const fields = alignFields([
    [label.checked, fillTemplate(done.checked, checked, language)],
    [label.head, head === null ? undefined : `${formatWholeNumber(head.seq, language)} · ${head.hashHex}`],
  ])
  const sealed =
    sealedEvents === 0 ? [] : [fillTemplate(done.sealedEvents, { count: sealedEvents }, language)]
  return [done.vaultWhole, ...fields, ...sealed, ...(notes.length === 0 ? [] : [done.notes, ...notes])]
}

function notWhole(
  { language, text }: CommandContext,
  report: {
    readonly isWhole: boolean
    readonly findings: readonly Finding[]
    readonly findingCount: number
  },
  failure: Failure,
): Outcome {
  const title = fillTemplate(text.done.vaultNotWhole, { count: report.findingCount }, language)
  const lines = report.findings.map((finding) => `- ${explainFinding(finding, language)}`)
  return { kind: 'failed', failure, value: { ...report, isWhole: false }, lines, reasons: [title] }
}

/** Families of codes that say that stored bytes are not what they were. */
const DAMAGE = ['ledger/', 'head/', 'object/', 'projection/']
const DAMAGED_VAULT: readonly FailureCode[] = [
  'vault/header-truncated',
  'vault/header-damaged',
  'vault/key-parameters-refused',
  'vault/file-missing',
  'database/damaged',
  'database/not-ours',
]

function isDamage(code: FailureCode): boolean {
  return DAMAGED_VAULT.includes(code) || DAMAGE.some((family) => code.startsWith(family))
}

/** A failure as a finding: those of its facts that say where. */
function findingOf({ code, facts = {} }: Failure): Finding {
  const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : undefined)
  const { file } = facts
  return {
    code,
    ...(typeof file === 'string' && { file }),
    ...present({ seq: number('seq'), page: number('page'), segment: number('segmentIndex') }),
    ...present({ offsetBytes: number('offsetBytes') }),
  }
}

/** A finding as a failure, with its place as facts. */
function failureOf({ code, segment, ...place }: Finding): Failure {
  return { code, facts: present({ ...place, segmentIndex: segment }) }
}

function present<Value>(fields: Record<string, Value | undefined>): Record<string, Value> {
  const isPresent = (entry: [string, Value | undefined]): entry is [string, Value] => entry[1] !== undefined
  return Object.fromEntries(Object.entries(fields).filter(isPresent))
}
