import type { OutputOf } from '#contract/operations.ts'
import { Callout } from '../../parts/callout.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { stopExport } from '../../state/package-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'

/** How far the package of a case is, and what it has once it is made. */
export function PackageState({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.package
  const work = useSession((state) =>
    state.papers.exporting?.caseId === caseId ? state.papers.exporting.work : null,
  )
  if (work === null) return null
  return (
    <>
      <WorkProgress work={work} label={words.making} onStop={() => stopExport(at)} />
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {work.status === 'cancelled' && (
        <p className="small soft" role="status">
          {words.cancelled}
        </p>
      )}
      {work.status === 'done' && <PackageDone made={work.value} />}
    </>
  )
}

function PackageDone({ made }: { readonly made: OutputOf<'case.export'> }) {
  const { text, format } = useTongue()
  const words = text.papers.package
  const { includedExhibits, withheldExhibits, withheldEvents } = made
  return (
    <Callout tone="right" role="status" title={words.done(made.files, format.size(made.sizeBytes))}>
      {made.isSealed && <p>{words.sealed}</p>}
      <p>{words.included(includedExhibits)}</p>
      {withheldExhibits + withheldEvents > 0 && <p>{words.withheld(withheldExhibits, withheldEvents)}</p>}
      <p className="row small">
        <span>{words.digest}</span>
        <HashText
          hex={made.contentDigestHex}
          copyLabel={words.copyDigest}
          copiedLabel={text.window.copied}
          onCopy={copyText}
          isWhole
        />
      </p>
    </Callout>
  )
}
