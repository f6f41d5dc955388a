import { MapPinned } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type State =
  | { readonly status: 'asking' | 'importing' }
  | { readonly status: 'known'; readonly version: string | null }
  | { readonly status: 'imported'; readonly counts: OutputOf<'gazetteer.import'> }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** The national gazetteer of the station, and the way to import it. */
export function GazetteerSection() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.folk.gazetteer
  const mayImport = useSession((state) => mayDo(state, 'gazetteer.import'))
  const [state, setState] = useState<State>({ status: 'asking' })
  useEffect(() => {
    void at.desk.client.call('gazetteer.places', { under: '' }).then((answer) => {
      if (answer.outcome === 'done') setState({ status: 'known', version: answer.value.version })
    })
  }, [at])
  const choose = async () => {
    const offering = await at.desk.chooseFiles()
    const [file] = offering.outcome === 'done' ? offering.value.files : []
    if (file === undefined) return
    if (file.outcome !== 'offered') {
      const refusal = refusalOf({ outcome: 'failed', failure: file.failure })
      if (refusal !== null) setState({ status: 'refused', refusal })
      return
    }
    setState({ status: 'importing' })
    const { intakeId } = file.item
    const [answer] = await Promise.all([
      at.desk.client.call('gazetteer.import', { intakeId }),
      at.desk.sendFile(intakeId),
    ])
    const refusal = refusalOf(answer)
    if (answer.outcome === 'done') setState({ status: 'imported', counts: answer.value })
    else if (refusal !== null) setState({ status: 'refused', refusal })
  }
  return (
    <section className="sheet" aria-labelledby="gazetteer-title">
      <div className="sheet-head">
        <h2 id="gazetteer-title">{words.label}</h2>
        {mayImport && (
          <Button isDisabled={state.status === 'importing'} onPress={() => void choose()}>
            <MapPinned size={18} aria-hidden />
            {words.import}
          </Button>
        )}
      </div>
      <div className="sheet-body stack" role="status">
        <p className="soft">{words.what}</p>
        {state.status === 'known' && (
          <p>{state.version === null ? words.none : words.inUse(state.version)}</p>
        )}
        {state.status === 'imported' && (
          <p>
            {words.imported(
              state.counts.provinces,
              state.counts.districts,
              state.counts.communes,
              state.counts.villages,
            )}
          </p>
        )}
        {state.status === 'refused' && <RefusalCallout refusal={state.refusal} />}
      </div>
    </section>
  )
}
