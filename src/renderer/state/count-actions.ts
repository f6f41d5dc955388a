import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { isScanOf, readScannedCode, type ScannedCode } from '#core/documents/scan-code.ts'
import type { Workplace } from './workplace.ts'

type Comparison = OutputOf<'audit.compare'>

/** Compares what was scanned in a storage place with what is recorded there. */
export async function compareCount(
  at: Workplace,
  placeId: string,
  codes: readonly string[],
): Promise<Envelope<Comparison>> {
  const answer = await at.desk.client.call('audit.compare', { place: placeId, codes: plainCodes(codes) })
  return answer.outcome === 'done'
    ? { outcome: 'done', value: withoutStrangers(answer.value, codes) }
    : answer
}

/** Records a count with its differences. Labels of other stations' items of the same number are left out. */
export async function recordCount(
  at: Workplace,
  placeId: string,
  codes: readonly string[],
  note: string,
): Promise<Envelope<OutputOf<'audit.record'>>> {
  const compared = await compareCount(at, placeId, codes)
  const strangers = new Set(compared.outcome === 'done' ? compared.value.unknown : [])
  const own = codes.filter((code) => !strangers.has(code))
  return await at.desk.client.call('audit.record', {
    place: placeId,
    codes: plainCodes(own),
    ...(note.trim() !== '' && { note: note.trim() }),
  })
}

/** Numbers as labels carry them, without their check characters. */
function plainCodes(codes: readonly string[]): string[] {
  return codes.map((code) => {
    const scanned = readScannedCode(code)
    return (scanned?.check ? scanned.number : code).slice(0, 200)
  })
}

/** Moves what bears the check characters of something else to what is not known. */
function withoutStrangers(compared: Comparison, codes: readonly string[]): Comparison {
  const byNumber = new Map<string, readonly [string, ScannedCode]>()
  for (const code of codes) {
    const scanned = readScannedCode(code)
    if (scanned?.check) byNumber.set(scanned.number, [code, scanned])
  }
  const strangers: string[] = []
  const isOwn = (item: Comparison['found'][number]) => {
    const [code, scanned] = byNumber.get(item.number.toUpperCase()) ?? []
    if (code === undefined || scanned === undefined || isScanOf(scanned, item.number, item.itemId))
      return true
    strangers.push(code)
    return false
  }
  const found = compared.found.filter(isOwn)
  const lost = compared.found.filter((item) => !found.includes(item))
  const unexpected = compared.unexpected.filter(isOwn)
  return {
    found,
    missing: [...compared.missing, ...lost],
    unexpected,
    unknown: [...compared.unknown, ...strangers],
  }
}
