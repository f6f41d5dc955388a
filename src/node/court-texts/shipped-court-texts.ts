import type { CourtTexts, DigestedPack } from '#app/ports/court-texts.ts'
import type { DigestHex } from '#core/ids.ts'
import { parseLawPack } from '#core/law/law-pack.ts'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import criminalProcedure from '../../../resources/law/kh-criminal-procedure.json' with { type: 'json' }
import disclosure from '../../../resources/templates/disclosure.json' with { type: 'json' }
import freeze from '../../../resources/templates/freeze.json' with { type: 'json' }
import interview from '../../../resources/templates/interview.json' with { type: 'json' }
import mutualAssistance from '../../../resources/templates/mutual-assistance.json' with { type: 'json' }
import preservation from '../../../resources/templates/preservation.json' with { type: 'json' }
import search from '../../../resources/templates/search.json' with { type: 'json' }
import seizure from '../../../resources/templates/seizure.json' with { type: 'json' }
import transmission from '../../../resources/templates/transmission.json' with { type: 'json' }
import { sha256Hex } from '../crypto/primitives.ts'

const TEMPLATES: { readonly [name: string]: unknown } = {
  disclosure,
  freeze,
  interview,
  'mutual-assistance': mutualAssistance,
  preservation,
  search,
  seizure,
  transmission,
}

const PACKS: readonly unknown[] = [criminalProcedure]

/** The wordings and law packs of this version of the program, built into it. */
export function shippedCourtTexts(): CourtTexts {
  return {
    template(name) {
      if (!Object.hasOwn(TEMPLATES, name)) throw new Error(`no wording is called ${name}`)
      return TEMPLATES[name]
    },
    lawPacks: PACKS.map(digestedPack),
  }
}

function digestedPack(shipped: unknown): DigestedPack {
  const parsed = parseLawPack(shipped)
  if (!parsed.ok) throw new Error('a shipped law pack is not whole')
  return { pack: parsed.value, digestHex: sha256Hex(canonicalBytes(shipped as CanonicalValue)) as DigestHex }
}
