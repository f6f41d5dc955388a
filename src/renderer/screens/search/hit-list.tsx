import type { OutputOf } from '#contract/operations.ts'
import type { SearchHitLine } from '#contract/search-operations.ts'
import { SEARCH_KIND_LABELS } from '#core/search/search-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { routeAddress } from '../../state/route.ts'
import { routeOfHit } from '../../state/search-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { moveThroughRows } from '../case-table.tsx'

/** What a search answered. */
export type Found = OutputOf<'search.find'>

/** Where a hit is: its address, and its station where that is not the one around it. */
type HitPlace = { readonly address: string; readonly station?: string }

type HitListProps<Hit extends SearchHitLine> = {
  readonly hits: readonly Hit[]
  /** Left out where every hit is of this window's own vault. */
  readonly placeOf?: (hit: Hit) => HitPlace
}

const placeHere = (hit: SearchHitLine): HitPlace => ({ address: routeAddress(routeOfHit(hit)) })

/** What was found, best first. Up and down move from hit to hit. */
export function HitList<Hit extends SearchHitLine>({ hits, placeOf = placeHere }: HitListProps<Hit>) {
  const { text } = useTongue()
  return (
    <section className="sheet" aria-label={text.search.title}>
      <ul className="hits" onKeyDown={moveThroughRows}>
        {hits.map((hit) => (
          <li key={`${hit.kind} ${hit.caseId} ${hit.seq}`} className="hit">
            <OneHit hit={hit} at={placeOf(hit)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneHit({ hit, at }: { readonly hit: SearchHitLine; readonly at: HitPlace }) {
  const { language, text, format } = useTongue()
  const way = hit.way === 'words' ? null : text.search.ways[hit.way]
  // The identifier itself says it better.
  const isShown = hit.snippet !== '' && hit.identifiers.every(({ raw }) => !raw.includes(hit.snippet))
  return (
    <>
      <div className="row">
        <span className="hit-kind">{SEARCH_KIND_LABELS[hit.kind][language]}</span>
        <span className="number-tag">{hit.caseNumber}</span>
        {at.station !== undefined && <Shown text={at.station} />}
        <span className="small faint">{format.shortInstant(hit.atMs)}</span>
        {way !== null && <span className="small faint">{way}</span>}
      </div>
      <a className="row-link" href={at.address}>
        <Shown text={hit.label === '' ? hit.caseTitle : hit.label} />
      </a>
      {isShown && (
        <p className="small soft hit-snippet">
          <Shown text={hit.snippet} />
        </p>
      )}
      {hit.identifiers.map(({ kind, raw, normalised, cases }) => (
        <p key={`${kind} ${normalised} ${raw}`} className="small">
          <code>
            <Shown text={raw} />
          </code>{' '}
          <span className="faint">{text.search.inCases(cases)}</span>
        </p>
      ))}
    </>
  )
}
