import { fail, type Result, succeed } from '../result.ts'

/** What kind of place a district or commune is; provinces, villages and what the file does not say have none. */
export const PLACE_KINDS = ['district', 'municipality', 'khan', 'commune', 'sangkat'] as const

/** A place of the national gazetteer: two digits for a province, and two more each for district, commune and village. */
export type GazetteerPlace = {
  readonly code: string
  readonly km: string
  /** The name in Latin letters; the Khmer one where the file has none. */
  readonly en: string
  readonly kind?: (typeof PLACE_KINDS)[number]
}

/** The national gazetteer. */
export type Gazetteer = {
  readonly version: string
  readonly byCode: ReadonlyMap<string, GazetteerPlace>
  /** Places directly under a code, in the order of the file; provinces under the empty one. */
  readonly under: ReadonlyMap<string, readonly GazetteerPlace[]>
}

/**
 * Why a file is no gazetteer: it has not the lists, or an entry of one is wrong. `level` is 1 for provinces to 4 for villages, `place` the
 * place of the entry in its list from 1.
 */
export type GazetteerFailure =
  | { readonly code: 'gazetteer/not-a-gazetteer' }
  | {
      readonly code: 'gazetteer/wrong-entry'
      readonly facts: { readonly level: number; readonly place: number }
    }

/** The lists of the file, from the largest places to the smallest. */
const LISTS = ['provinces', 'districts', 'communes', 'villages'] as const
/** Longest name, in UTF-16 code units; the longest of the official file of 2024 has 38. */
const MAX_NAME_LENGTH = 100
/** Most entries of one list; the official file of 2024 has 14,578 villages. */
const MAX_ENTRIES = 50_000

/**
 * Reads the official national file: `{version, provinces, districts, communes, villages}`, each entry `{code, km, en, t°}`. Every place lies
 * in one that the file has, and no code occurs twice.
 */
export function parseGazetteer(value: unknown): Result<Gazetteer, GazetteerFailure> {
  if (typeof value !== 'object' || value === null) return fail({ code: 'gazetteer/not-a-gazetteer' })
  const file = value as { readonly [member: string]: unknown }
  const lists = LISTS.map((name) => file[name])
  const areLists = lists.every((list) => Array.isArray(list) && list.length <= MAX_ENTRIES)
  if (!areLists || (lists[0] as readonly unknown[]).length === 0)
    return fail({ code: 'gazetteer/not-a-gazetteer' })
  const byCode = new Map<string, GazetteerPlace>()
  const under = new Map<string, GazetteerPlace[]>()
  for (const [index, list] of (lists as readonly (readonly unknown[])[]).entries()) {
    for (const [order, entry] of list.entries()) {
      const place = readPlace(entry, index + 1)
      const parent = place?.code.slice(0, -2)
      if (
        place === null ||
        parent === undefined ||
        byCode.has(place.code) ||
        (parent !== '' && !byCode.has(parent))
      )
        return fail({ code: 'gazetteer/wrong-entry', facts: { level: index + 1, place: order + 1 } })
      byCode.set(place.code, place)
      under.set(parent, [...(under.get(parent) ?? []), place])
    }
  }
  const { version } = file
  const said = typeof version === 'string' && isName(version) ? version : ''
  return succeed({ version: said, byCode, under })
}

/** The places that a code lies in, from the province down to itself; those that the gazetteer knows. */
export function placesOfCode({ byCode }: Gazetteer, code: string): readonly GazetteerPlace[] {
  return LISTS.flatMap((_, index) => {
    const end = (index + 1) * 2
    const place = end <= code.length ? byCode.get(code.slice(0, end)) : undefined
    return place === undefined ? [] : [place]
  })
}

/** Writes a gazetteer as the file that {@link parseGazetteer} reads, without anything that it does not read. */
export function writeGazetteer({ version, byCode }: Gazetteer): string {
  const places = [...byCode.values()].map(({ kind, ...place }) => ({ ...place, ...(kind && { t: kind }) }))
  const lists = LISTS.map((name, index) => [
    name,
    places.filter(({ code }) => code.length === (index + 1) * 2),
  ])
  return JSON.stringify({ version, ...Object.fromEntries(lists) })
}

function readPlace(entry: unknown, level: number): GazetteerPlace | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { code, km, en, t } = entry as { readonly [member: string]: unknown }
  if (typeof code !== 'string' || code.length !== level * 2 || !/^[0-9]+$/.test(code)) return null
  if (typeof km !== 'string' || !isName(km)) return null
  const latin = typeof en === 'string' && isName(en) ? en.trim() : km.trim()
  const kind = PLACE_KINDS.find((known) => known === t)
  return { code, km: km.trim(), en: latin, ...(kind !== undefined && { kind }) }
}

function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_NAME_LENGTH && !/\p{Cc}/u.test(text)
}
