import type { CaseView, ComplaintView } from '../case-file/case-view.ts'
import { type LossTotal, sumLosses } from '../case-file/loss-totals.ts'
import { CHANNELS, SEXES, TYPOLOGIES, WISHES } from '../casework/vocabularies.ts'
import type { CurrencyCode } from '../money/currency.ts'

/** From which day to which complaints are counted, by the day they were received; both inclusive. */
export type Period = { readonly from?: string | undefined; readonly to?: string | undefined }

/** How often each entry of a vocabulary occurs, in the vocabulary's order. */
export type Counts<Entry extends string> = { readonly [Name in Entry]: number }

/** What many cases come to. */
export type Statistics = {
  readonly cases: number
  readonly complaints: number
  readonly exhibits: number
  readonly things: number
  readonly byWish: Counts<(typeof WISHES)[number]>
  readonly byTypology: Counts<(typeof TYPOLOGIES)[number]>
  /** Complaints of which nobody said of what kind they are. */
  readonly withoutTypology: number
  readonly byChannel: Counts<(typeof CHANNELS)[number]>
  readonly bySex: Counts<(typeof SEXES)[number]>
  /** By month, `YYYY-MM`, oldest first. */
  readonly byMonth: readonly (readonly [month: string, complaints: number])[]
  readonly complaining: readonly LossTotal[]
  readonly notComplaining: readonly LossTotal[]
  /** Payments whose reference, currency and amount occur in more than one complaint: lines beyond the first, for each currency. */
  readonly toldTwice: readonly { readonly currency: CurrencyCode; readonly lines: number }[]
}

/** Counts cases one by one, so that none of them has to stay in memory. */
export class StatisticsCount {
  readonly #period: Period
  #cases = 0
  #complaints = 0
  #exhibits = 0
  #things = 0
  #withoutTypology = 0
  readonly #byWish = zeros(WISHES)
  readonly #byTypology = zeros(TYPOLOGIES)
  readonly #byChannel = zeros(CHANNELS)
  readonly #bySex = zeros(SEXES)
  readonly #byMonth = new Map<string, number>()
  #complaining: readonly LossTotal[] = []
  #notComplaining: readonly LossTotal[] = []
  readonly #references = new Map<string, string>()
  readonly #twice = new Map<CurrencyCode, number>()

  constructor(period: Period) {
    this.#period = period
  }

  /** Adds a case. Its exhibits count when one of its complaints does, or when the period has no bounds. */
  take({ complaints, exhibits, things }: Pick<CaseView, 'complaints' | 'exhibits' | 'things'>): void {
    const counted = complaints.filter((view) => this.#isIn(view))
    const { from, to } = this.#period
    if (counted.length === 0 && (from !== undefined || to !== undefined)) return
    this.#cases += 1
    this.#exhibits += exhibits.length
    this.#things += things.length
    for (const view of counted) this.#takeComplaint(view)
  }

  /** What was counted so far. */
  result(): Statistics {
    return {
      cases: this.#cases,
      complaints: this.#complaints,
      exhibits: this.#exhibits,
      things: this.#things,
      byWish: { ...this.#byWish },
      byTypology: { ...this.#byTypology },
      withoutTypology: this.#withoutTypology,
      byChannel: { ...this.#byChannel },
      bySex: { ...this.#bySex },
      byMonth: [...this.#byMonth].sort(([first], [second]) => (first < second ? -1 : 1)),
      complaining: this.#complaining,
      notComplaining: this.#notComplaining,
      toldTwice: [...this.#twice].map(([currency, lines]) => ({ currency, lines })),
    }
  }

  #isIn({ complaint: { receivedOn } }: ComplaintView): boolean {
    const { from = '', to = '9999-12-31' } = this.#period
    return receivedOn >= from && receivedOn <= to
  }

  #takeComplaint({ complaintId, complaint }: ComplaintView): void {
    const { wish, typologies, channel, victim, receivedOn, losses } = complaint
    this.#complaints += 1
    this.#byWish[wish] += 1
    this.#byChannel[channel] += 1
    this.#bySex[victim.sex ?? 'not-stated'] += 1
    for (const typology of new Set(typologies)) this.#byTypology[typology] += 1
    if (typologies.length === 0) this.#withoutTypology += 1
    const month = receivedOn.slice(0, 7)
    this.#byMonth.set(month, (this.#byMonth.get(month) ?? 0) + 1)
    if (wish === 'complain') this.#complaining = sumLosses(this.#complaining, losses)
    else this.#notComplaining = sumLosses(this.#notComplaining, losses)
    for (const { reference, currency, amount } of losses) {
      if (reference === undefined) continue
      const key = JSON.stringify([reference, currency, amount])
      const known = this.#references.get(key)
      if (known === undefined) this.#references.set(key, complaintId)
      else if (known !== complaintId) {
        const code = currency as CurrencyCode
        this.#twice.set(code, (this.#twice.get(code) ?? 0) + 1)
      }
    }
  }
}

function zeros<Entry extends string>(entries: readonly Entry[]): { [Name in Entry]: number } {
  return Object.fromEntries(entries.map((entry) => [entry, 0])) as { [Name in Entry]: number }
}
