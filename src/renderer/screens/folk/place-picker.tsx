import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { writeAddress } from '#core/gazetteer/write-address.ts'
import { SelectInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'

type Places = OutputOf<'gazetteer.places'>

type PlacePickerProps = {
  /** The code that is chosen so far; empty for none. */
  readonly code: string
  /** Hears the code and how the place is written as an address. */
  readonly onChoose: (code: string, address: string) => void
}

const LEVELS = ['province', 'district', 'commune', 'village'] as const

/** Chooses a place of the national gazetteer, from the province down to the village. Shows nothing where none was imported. */
export function PlacePicker({ code, onChoose }: PlacePickerProps) {
  const { language, text } = useTongue()
  const words = text.folk.gazetteer
  const known = usePlaces(code)
  const [first] = known
  if (first === undefined || first.version === null) return null
  const choose = (chosen: string, level: number) => {
    const to = chosen === '' ? code.slice(0, level * 2) : chosen
    const path = [...(known.at(-1)?.path ?? []), ...known.flatMap(({ places }) => places)]
    const steps = LEVELS.flatMap((_, index) => {
      const step = to.slice(0, (index + 1) * 2)
      const place = step.length === (index + 1) * 2 ? path.find((one) => one.code === step) : undefined
      return place === undefined ? [] : [place]
    })
    onChoose(
      to,
      writeAddress(
        steps.map(({ kind, ...place }) => ({ ...place, ...(kind !== undefined && { kind }) })),
        language,
      ),
    )
  }
  return (
    <fieldset className="span-12 form-grid" aria-label={words.label}>
      {LEVELS.map((level, index) => (
        <SelectInput
          key={level}
          className="span-3"
          label={words.levels[level]}
          value={code.length >= (index + 1) * 2 ? code.slice(0, (index + 1) * 2) : ''}
          onChange={(chosen) => choose(chosen, index)}
          none={text.folk.notSaid}
          choices={(known[index]?.places ?? []).map(({ code: value, km, en }) => ({
            value,
            label: km === en ? km : `${km} · ${en}`,
          }))}
        />
      ))}
    </fieldset>
  )
}

/** The places to choose from at each level, as far as the code goes. */
function usePlaces(code: string): readonly Places[] {
  const at = useWorkplace()
  const [known, setKnown] = useState<readonly Places[]>([])
  useEffect(() => {
    let isWanted = true
    const parents = LEVELS.map((_, index) => code.slice(0, index * 2)).filter(
      (parent, index) => parent.length === index * 2,
    )
    void Promise.all(parents.map((under) => at.desk.client.call('gazetteer.places', { under }))).then(
      (answers) => {
        if (!isWanted) return
        setKnown(answers.flatMap((answer) => (answer.outcome === 'done' ? [answer.value] : [])))
      },
    )
    return () => {
      isWanted = false
    }
  }, [at, code])
  return known
}
