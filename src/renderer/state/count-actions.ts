import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { Workplace } from './workplace.ts'

/** Longest code that the engine takes. */
const MOST_CODE_LENGTH = 200

/** Compares what was scanned in a storage place with what is recorded there. */
export async function compareCount(
  at: Workplace,
  placeId: string,
  codes: readonly string[],
): Promise<Envelope<OutputOf<'audit.compare'>>> {
  return await at.desk.client.call('audit.compare', { place: placeId, codes: cut(codes) })
}

/** Records a count with its differences. */
export async function recordCount(
  at: Workplace,
  placeId: string,
  codes: readonly string[],
  note: string,
): Promise<Envelope<OutputOf<'audit.record'>>> {
  return await at.desk.client.call('audit.record', {
    place: placeId,
    codes: cut(codes),
    ...(note.trim() !== '' && { note: note.trim() }),
  })
}

function cut(codes: readonly string[]): string[] {
  return codes.map((code) => code.slice(0, MOST_CODE_LENGTH))
}
