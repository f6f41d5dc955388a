import { type LossTotal, sumLosses } from '../case-file/loss-totals.ts'
import { CHANNELS, SEXES, TYPOLOGIES, WISHES } from '../casework/vocabularies.ts'
import type { CurrencyCode } from '../money/currency.ts'
import type { LossLine } from '../parties/loss-summary.ts'
import { type CountableCase, type CountableComplaint, type Counted, countableOf } from './countable-case.ts'
import { LossSeries, type SeriesEntry } from './loss-series.ts'

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
  /** Payments whose reference, currency and amount occur in more than one complaint that is no duplicate: lines beyond the first. */
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
  readonly #months = new LossSeries()
  readonly #typologies = new LossSeries()
  readonly #twice = new Map<CurrencyCode, number>()

  /** Complaints that are duplicates of one in another case, until all cases were taken. */
  readonly #abroad = new Map<string, { readonly complaint: CountableComplaint; readonly of: string }>()

  constructor(period: Period) {
    this.#period = period
  }

  /** Adds a case. */
  take(counted: Counted): void {
    this.add(countableOf(counted))
  }

  /**
   * Adds what a case comes to. Its exhibits count when one of its complaints does, or when the period has no bounds. Every complaint is
   * counted, and every loss once: none of a complaint that tells again what another one tells. Payments that no complaint tells count
   * among those of people who did not complain, by their own day.
   */
  add({ complaints, exhibits, things, paidBeside }: CountableCase): void {
    for (const { day, losses } of paidBeside)
      if (this.#isDayIn(day)) this.#notComplaining = sumLosses(this.#notComplaining, losses)
    const counted = complaints.filter(({ receivedOn }) => this.#isDayIn(receivedOn))
    const { from, to } = this.#period
    if (counted.length === 0 && (from !== undefined || to !== undefined)) return
    this.#cases += 1
    this.#exhibits += exhibits
    this.#things += things
    for (const complaint of counted) {
      if (complaint.duplicateAbroad === undefined) this.#takeComplaint(complaint, complaint.losses)
      else this.#abroad.set(complaint.complaintId, { complaint, of: complaint.duplicateAbroad })
      if (!complaint.isDuplicate) this.#takeReferences(complaint)
    }
  }

  /** Reports and losses by month (`YYYY-MM`) and by kind of crime; a report of several kinds is in each. */
  series(): {
    readonly months: ReturnType<LossSeries['entries']>
    readonly typologies: readonly (readonly [(typeof TYPOLOGIES)[number], SeriesEntry])[]
  } {
    this.#settle()
    const typologies = new Map(this.#typologies.entries())
    return {
      months: this.#months.entries(),
      typologies: TYPOLOGIES.flatMap((typology) => {
        const entry = typologies.get(typology)
        return entry === undefined ? [] : [[typology, entry] as const]
      }),
    }
  }

  /** What was counted so far. */
  result(): Statistics {
    this.#settle()
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

  #isDayIn(day: string): boolean {
    const { from = '', to = '9999-12-31' } = this.#period
    return day >= from && day <= to
  }

  /**
   * Counts the complaints that are duplicates of one in another case. Nobody who judges one case sees the other: where two or more say it
   * of each other in a circle, the losses count once, with the one of the least id.
   */
  #settle(): void {
    for (const [complaintId, { complaint }] of this.#abroad)
      this.#takeComplaint(complaint, this.#isFirstOfCircle(complaintId) ? complaint.losses : [])
    this.#abroad.clear()
  }

  #isFirstOfCircle(complaintId: string): boolean {
    const seen = new Set<string>()
    for (let at: string | undefined = complaintId; at !== undefined && !seen.has(at); ) {
      seen.add(at)
      const next: string | undefined = this.#abroad.get(at)?.of
      if (next === complaintId) return [...seen].every((each) => each >= complaintId)
      at = next
    }
    return false
  }

  #takeComplaint(
    { wish, typologies, channel, sex, receivedOn }: CountableComplaint,
    losses: readonly LossLine[],
  ): void {
    this.#complaints += 1
    this.#byWish[wish] += 1
    this.#byChannel[channel] += 1
    this.#bySex[sex] += 1
    for (const typology of new Set(typologies)) this.#byTypology[typology] += 1
    if (typologies.length === 0) this.#withoutTypology += 1
    const month = receivedOn.slice(0, 7)
    this.#byMonth.set(month, (this.#byMonth.get(month) ?? 0) + 1)
    this.#months.take(month, { wish, losses })
    for (const typology of new Set(typologies)) this.#typologies.take(typology, { wish, losses })
    if (wish === 'complain') this.#complaining = sumLosses(this.#complaining, losses)
    else this.#notComplaining = sumLosses(this.#notComplaining, losses)
  }

  #takeReferences({ complaintId, references }: CountableComplaint): void {
    for (const { reference, currency, amount } of references) {
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
