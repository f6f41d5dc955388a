import type { Transport } from '#contract/define.ts'
import type { Envelope } from '#contract/envelope.ts'
import type { OperationName } from '#contract/operations.ts'
import { SAMPLE_COMPLAINT } from './sample-calls.ts'

/** A call as somebody made it, and what came back. */
export type Asked = {
  readonly name: OperationName
  readonly input: unknown
  readonly transport: Transport
  readonly answer: Envelope<unknown>
}

/** Whether an operation is about whoever asks and the station's ways in, not about what a station works on. */
export function isAboutOneself(name: OperationName): boolean {
  return /^(vault|key|people|backup)\./.test(name) || name === 'ledger.rebuild'
}

function isOfTheStation(name: OperationName): boolean {
  return /^(law|template|columnMap|place|gazetteer)\.|^playbook\.list$/.test(name)
}

const ID = /^[0-9a-f]{32}$/
/** Members that name something of a case, wherever they stand in an answer. */
const OF_A_CASE =
  /^(case|complaint|exhibit|object|container|item|examination|move|raid|room|person|record|letter|audit|note|task|hearing|counsel|party|premises|identifier|payment|rate)Id$/

/** What nobody may be told who lacks the case: names, texts and ids that its own people were answered. */
export function secretsOf(questions: readonly Asked[]): ReadonlySet<string> {
  const secrets = new Set([SAMPLE_COMPLAINT.victim.name, SAMPLE_COMPLAINT.summary])
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const [member, value] of Object.entries(node)) {
      const isSecret = OF_A_CASE.test(member) || member === 'title' || member === 'digestHex'
      if (isSecret && typeof value === 'string' && (ID.test(value) || member !== 'caseId')) secrets.add(value)
      else visit(value)
    }
  }
  for (const { input, answer } of questions) {
    if (answer.outcome === 'done' && /\b20[0-9]{2}-[0-9]{4}/.test(JSON.stringify(input))) visit(answer.value)
  }
  // A record says by which law pack it was judged; which packs there are is the station's.
  for (const { name, answer } of questions) {
    const told = isOfTheStation(name) ? JSON.stringify(answer) : ''
    for (const secret of secrets) if (told.includes(secret)) secrets.delete(secret)
  }
  return secrets
}
