import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { readScannedCode } from '#core/documents/scan-code.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ScanInput } from '../../parts/scan-input.tsx'
import { Shown } from '../../parts/shown.tsx'
import { findByCode, soleRoute } from '../../state/find-actions.ts'
import { closeDialog, goTo } from '../../state/navigation.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { type Route, routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { HolderName, kindWords } from './item-words.tsx'

type Found = OutputOf<'item.find'>

/** Finds what a scanned or typed code names, and goes there at once where it is one thing. */
export function FindDialog({ code }: { readonly code: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.find
  const [asked, setAsked] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const find = async (wanted: string) => {
    const answer = await findByCode(at, wanted)
    setAsked(readScannedCode(wanted)?.number ?? wanted)
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    const only = soleRoute(answer.value)
    if (only !== null) goTo(at, only)
    else setFound(answer.value)
  }
  const findNow = useRef(find)
  useEffect(() => {
    if (code !== '') void findNow.current(code)
  }, [code])
  const isNothing = found !== null && found.items.length + found.places.length === 0
  return (
    <Dialog title={words.title} closeLabel={text.window.close} onClose={() => closeDialog(at)}>
      <div className="stack">
        <ScanInput
          label={words.code}
          hint={words.hint}
          problem={isNothing ? words.nothing(asked) : undefined}
          onScan={(wanted) => void find(wanted)}
          isFirst
        />
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {found !== null && !isNothing && <FoundList found={found} onGo={(to) => goTo(at, to)} />}
      </div>
    </Dialog>
  )
}

function FoundList({ found, onGo }: { readonly found: Found; readonly onGo: (to: Route) => void }) {
  const tongue = useTongue()
  const words = tongue.text.custody.find
  return (
    <ul className="found-list" aria-label={words.found(found.items.length + found.places.length)}>
      {found.items.map(({ item, as }) => {
        const to: Route = { screen: 'item', caseId: item.caseId, itemId: item.itemId }
        return (
          <li key={`${item.itemId} ${as}`}>
            <a href={routeAddress(to)} onClick={() => onGo(to)}>
              <span className="number-tag">{item.number}</span> <Shown text={item.name} isStrict />
            </a>
            <p className="small soft">
              {words.as[as]} · {kindWords(item, tongue)} · <HolderName holder={item.holder} />
            </p>
          </li>
        )
      })}
      {found.places.map((place) => {
        const to: Route = { screen: 'place', placeId: place.placeId }
        return (
          <li key={place.placeId}>
            <a href={routeAddress(to)} onClick={() => onGo(to)}>
              <span className="number-tag">{place.code}</span> <Shown text={place.name} />
            </a>
          </li>
        )
      })}
    </ul>
  )
}
