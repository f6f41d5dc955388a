import type { CourtTexts } from '#app/ports/court-texts.ts'
import { isWordingName, type WordingName } from '#core/documents/wordings.ts'
import { type DigestedPack, packText, readPackText } from '#core/law/adopted-pack.ts'
import criminalProcedure from '../../../resources/law/kh-criminal-procedure.json' with { type: 'json' }
import advisory from '../../../resources/templates/advisory.json' with { type: 'json' }
import complaint from '../../../resources/templates/complaint.json' with { type: 'json' }
import disclosure from '../../../resources/templates/disclosure.json' with { type: 'json' }
import evidenceAndCustody from '../../../resources/templates/evidence-and-custody.json' with { type: 'json' }
import examination from '../../../resources/templates/examination.json' with { type: 'json' }
import freeze from '../../../resources/templates/freeze.json' with { type: 'json' }
import goldenHour from '../../../resources/templates/golden-hour.json' with { type: 'json' }
import interview from '../../../resources/templates/interview.json' with { type: 'json' }
import letterhead from '../../../resources/templates/letterhead.json' with { type: 'json' }
import lossAndMoneyFlow from '../../../resources/templates/loss-and-money-flow.json' with { type: 'json' }
import mutualAssistance from '../../../resources/templates/mutual-assistance.json' with { type: 'json' }
import personDossier from '../../../resources/templates/person-dossier.json' with { type: 'json' }
import preservation from '../../../resources/templates/preservation.json' with { type: 'json' }
import reportFrame from '../../../resources/templates/report-frame.json' with { type: 'json' }
import search from '../../../resources/templates/search.json' with { type: 'json' }
import seizure from '../../../resources/templates/seizure.json' with { type: 'json' }
import statistics from '../../../resources/templates/statistics.json' with { type: 'json' }
import transmission from '../../../resources/templates/transmission.json' with { type: 'json' }
import victimReceipt from '../../../resources/templates/victim-receipt.json' with { type: 'json' }

const TEMPLATES: { readonly [Name in WordingName]: unknown } = {
  advisory,
  complaint,
  disclosure,
  'evidence-and-custody': evidenceAndCustody,
  examination,
  freeze,
  'golden-hour': goldenHour,
  interview,
  letterhead,
  'loss-and-money-flow': lossAndMoneyFlow,
  'mutual-assistance': mutualAssistance,
  'person-dossier': personDossier,
  preservation,
  'report-frame': reportFrame,
  search,
  seizure,
  statistics,
  transmission,
  'victim-receipt': victimReceipt,
}

const PACKS: readonly unknown[] = [criminalProcedure]

/** The wordings and law packs of this version of the program, built into it. */
export function shippedCourtTexts(): CourtTexts {
  return {
    template(name) {
      if (!isWordingName(name)) throw new Error(`no wording is called ${name}`)
      return TEMPLATES[name]
    },
    lawPacks: PACKS.map(digestedPack),
  }
}

function digestedPack(shipped: unknown): DigestedPack {
  const read = readPackText(packText(shipped) ?? '')
  if (!read.ok) throw new Error('a shipped law pack is not whole')
  return read.value
}
