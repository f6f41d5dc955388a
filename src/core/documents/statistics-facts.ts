import type { CaseView, ComplaintView } from '../case-file/case-view.ts'
import { type LossTotal, lossesTold, sumLosses } from '../case-file/loss-totals.ts'
import { CHANNELS, SEXES, TYPOLOGIES, WISHES } from '../casework/vocabularies.ts'
import { formatSortableDate } from '../dates/format-date.ts'
import type { CurrencyCode } from '../money/currency.ts'
import { countedLosses, type LossLine } from '../parties/loss-summary.ts'
import type { PaymentContent } from '../parties/party-content.ts'
import { LossSeries, type SeriesEntry } from './loss-series.ts'

/** From which day to which complaints are counted, by the day they were received; both inclusive. */
export type Period = { readonly from?: string | undefined; readonly to?: string | undefined }

/** What of a case is counted. */
type Counted = Pick<CaseView, 'complaints' | 'exhibits' | 'things' | 'folk'>

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
  readonly #abroad = new Map<
    string,
    { readonly view: ComplaintView; readonly lines: readonly LossLine[]; readonly of: string }
  >()

  constructor(period: Period) {
    this.#period = period
  }

  /**
   * Adds a case. Its exhibits count when one of its complaints does, or when the period has no bounds. Every complaint is counted, and
   * every loss once: none of a complaint that tells again what another one tells, and a payment in the place of the loss that it states.
   * Payments that no complaint tells count among those of people who did not complain, by their own day.
   */
  take({ complaints, exhibits, things, folk }: Counted): void {
    this.#notComplaining = sumLosses(this.#notComplaining, this.#paidBesideComplaints(folk))
    // One that went to another case when this one was split counts there, with all that hangs on it.
    const counted = complaints.filter((view) => view.movedTo === undefined && this.#isIn(view))
    const { from, to } = this.#period
    if (counted.length === 0 && (from !== undefined || to !== undefined)) return
    this.#cases += 1
    this.#exhibits += exhibits.length
    this.#things += things.length
    const losses = lossesByComplaint(complaints, folk)
    for (const view of counted) {
      const { complaintId } = view
      const of = folk.duplicates.get(complaintId)
      const lines = losses.get(complaintId) ?? []
      if (of?.caseId === undefined) this.#takeComplaint(view, lines)
      else this.#abroad.set(complaintId, { view, lines, of: of.complaintId })
      if (!folk.duplicates.has(view.complaintId)) this.#takeReferences(view)
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

  #isIn({ complaint: { receivedOn } }: ComplaintView): boolean {
    return this.#isDayIn(receivedOn)
  }

  #isDayIn(day: string): boolean {
    const { from = '', to = '9999-12-31' } = this.#period
    return day >= from && day <= to
  }

  #paidBesideComplaints({ payments }: CaseView['folk']): readonly LossLine[] {
    const alone = payments.filter(
      ({ content: { complaintId, on }, addedAtMs }) =>
        complaintId === undefined && this.#isDayIn(on ?? formatSortableDate(addedAtMs)),
    )
    return countedLosses({ complaints: [], payments: alone, duplicates: new Map() })
  }

  /**
   * Counts the complaints that are duplicates of one in another case. Nobody who judges one case sees the other: where two or more say it
   * of each other in a circle, the losses count once, with the one of the least id.
   */
  #settle(): void {
    for (const [complaintId, { view, lines }] of this.#abroad)
      this.#takeComplaint(view, this.#isFirstOfCircle(complaintId) ? lines : [])
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

  #takeComplaint({ complaint }: ComplaintView, losses: readonly LossLine[]): void {
    const { wish, typologies, channel, victim, receivedOn } = complaint
    this.#complaints += 1
    this.#byWish[wish] += 1
    this.#byChannel[channel] += 1
    this.#bySex[victim.sex ?? 'not-stated'] += 1
    for (const typology of new Set(typologies)) this.#byTypology[typology] += 1
    if (typologies.length === 0) this.#withoutTypology += 1
    const month = receivedOn.slice(0, 7)
    this.#byMonth.set(month, (this.#byMonth.get(month) ?? 0) + 1)
    this.#months.take(month, { wish, losses })
    for (const typology of new Set(typologies)) this.#typologies.take(typology, { wish, losses })
    if (wish === 'complain') this.#complaining = sumLosses(this.#complaining, losses)
    else this.#notComplaining = sumLosses(this.#notComplaining, losses)
  }

  #takeReferences({ complaintId, complaint }: ComplaintView): void {
    for (const { reference, currency, amount } of complaint.losses) {
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

/** The losses that count, by the complaint that tells them; those that none tells belong to no complaint's day. */
function lossesByComplaint(
  complaints: readonly ComplaintView[],
  { payments: all, duplicates }: CaseView['folk'],
): ReadonlyMap<string, readonly LossLine[]> {
  const payments = new Map<string, PaymentContent>(all.map(({ paymentId, content }) => [paymentId, content]))
  const byComplaint = new Map<string, LossLine[]>()
  // Whether one that is a duplicate of another case's is counted there is known when all cases were read.
  const here = new Map([...duplicates].filter(([, { caseId }]) => caseId === undefined))
  for (const line of countedLosses({ complaints: lossesTold(complaints), payments: all, duplicates: here })) {
    const { from } = line
    const complaintId =
      from.kind === 'complaint' ? from.complaintId : payments.get(from.paymentId)?.complaintId
    if (complaintId === undefined) continue
    const lines = byComplaint.get(complaintId)
    if (lines === undefined) byComplaint.set(complaintId, [line])
    else lines.push(line)
  }
  return byComplaint
}

function zeros<Entry extends string>(entries: readonly Entry[]): { [Name in Entry]: number } {
  return Object.fromEntries(entries.map((entry) => [entry, 0])) as { [Name in Entry]: number }
}
