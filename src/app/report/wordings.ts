import type { Phrase } from '#core/documents/document-tree.ts'
import { parseTemplate, type Template } from '#core/documents/template.ts'
import { type KeysOf, WORDINGS, type WordingName, type Wordings } from '#core/documents/wordings.ts'
import { type Result, succeed } from '#core/result.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { StationTextRow } from '../ports/register-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** Phrases that take the place of those that ship with the program. */
export type ChangedPhrases = { readonly [key: string]: Phrase }

/**
 * The wordings that held at an event: of each the newest version up to it, over what ships with the program. A paper that was made from
 * an event says for ever what it said then. `draft` stands in the place of one wording that is being tried.
 */
export function wordingsAt(
  { register }: Pick<VaultSession, 'register'>,
  texts: CourtTexts,
  untilSeq: number,
  draft?: { readonly name: WordingName; readonly phrases: ChangedPhrases },
): Result<Wordings, LedgerStoreFailure> {
  const rows = register.stationTexts('template')
  if (!rows.ok) return rows
  const used = new Map<string, number>()
  return succeed({
    read(name) {
      const row = newestAt(rows.value, name, untilSeq)
      used.set(name, row?.version ?? 0)
      const changed = draft?.name === name ? draft.phrases : phrasesOf(row)
      return mergeWording(texts, name, changed) ?? mustHold(name, mergeWording(texts, name, {}))
    },
    used: () => [...used].map(([name, version]) => ({ name, version })),
  })
}

/** The newest version of a wording up to an event; nothing where it was never changed. */
export function newestAt(
  rows: readonly StationTextRow[],
  name: string,
  untilSeq: number,
): StationTextRow | undefined {
  return rows.findLast((row) => row.name === name && row.seq <= untilSeq)
}

/** The phrases that a version changes. */
export function phrasesOf(row: StationTextRow | undefined): ChangedPhrases {
  return row === undefined ? {} : (JSON.parse(row.text) as ChangedPhrases)
}

/**
 * Puts changed phrases over a shipped wording, or answers `null` where what comes out is not whole. A phrase that a later program no
 * longer asks for is left out, so that a wording that was changed once never keeps a paper from being printed.
 */
export function mergeWording<Name extends WordingName>(
  texts: CourtTexts,
  name: Name,
  changed: ChangedPhrases,
): Template<KeysOf<Name>> | null {
  const shipped = texts.template(name) as { readonly phrases: ChangedPhrases }
  const kept = Object.entries(changed).filter(([key]) => Object.hasOwn(WORDINGS[name], key))
  const phrases = { ...shipped.phrases, ...Object.fromEntries(kept) }
  const parsed = parseTemplate<KeysOf<Name>>(WORDINGS[name], { v: 1, phrases })
  return parsed.ok ? parsed.value : null
}

function mustHold<Whole>(name: string, template: Whole | null): Whole {
  if (template === null) throw new Error(`the shipped wording ${name} is not whole`)
  return template
}
