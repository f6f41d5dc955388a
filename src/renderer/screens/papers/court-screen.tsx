import { PageHead } from '../../parts/page-head.tsx'
import { COURT_PARTS, type CourtPart, routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { GazetteerSection } from './gazetteer-section.tsx'
import { LawPacks } from './law-packs.tsx'
import { StatisticsPart } from './statistics-part.tsx'
import { Wordings } from './wordings.tsx'

/** What the station settles about its papers: law packs, wordings, statistics. */
export function CourtScreen({ part }: { readonly part: CourtPart }) {
  const { text } = useTongue()
  const words = text.papers.station
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
      </PageHead>
      <nav className="tabs" aria-label={words.partsLabel}>
        {COURT_PARTS.map((name) => (
          <a
            key={name}
            className="tab"
            href={routeAddress({ screen: 'court', part: name })}
            aria-current={name === part ? 'page' : undefined}
          >
            {words.parts[name]}
          </a>
        ))}
      </nav>
      {part === 'law' && <LawPacks />}
      {part === 'law' && <GazetteerSection />}
      {part === 'wordings' && <Wordings />}
      {part === 'statistics' && <StatisticsPart />}
    </>
  )
}
