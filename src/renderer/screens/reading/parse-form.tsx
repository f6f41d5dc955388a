import { ScanText } from 'lucide-react'
import { useState } from 'react'
import { PARSER_LABELS } from '#core/parsing/parse-labels.ts'
import { PARSER_NAMES, type ParserName } from '#core/parsing/parser-names.ts'
import { Button } from '../../parts/button.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import type { Reading } from '../../state/reading.ts'
import { questionsOf, readExhibit, stopReading } from '../../state/reading-actions.ts'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'
import { ParseQuestions } from './parse-questions.tsx'

/** The choice of a parser, its run, and what it asks. */
export function ParseForm({ reading }: { readonly reading: Reading }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.reading
  const [chosen, setChosen] = useState('')
  const [mapName, setMapName] = useState('')
  const suggested = shownOf(reading.suggested)?.parsers ?? []
  const [likeliest] = suggested
  const parser = (chosen === '' ? (likeliest ?? '') : chosen) as ParserName | ''
  const maps = shownOf(reading.maps)?.maps ?? []
  const { parsing } = reading
  const isRunning = parsing.status === 'running'
  const asked = questionsOf(reading)
  const others = PARSER_NAMES.filter((name) => !suggested.includes(name))
  const labelOf = (name: ParserName) => PARSER_LABELS[name][language]
  const read = () => {
    const map = parser === 'table' ? maps.find((one) => one.map.name === mapName) : undefined
    void readExhibit(at, parser === '' ? null : parser, map?.options ?? {})
  }
  return (
    <section className="sheet sheet-body stack" aria-labelledby="parse-title">
      <div>
        <h2 id="parse-title">{words.formTitle}</h2>
        <p className="soft">{words.formWords}</p>
        {reading.part !== null && (
          <p>
            <Shown text={reading.part} isStrict />
          </p>
        )}
      </div>
      {reading.suggested.status === 'failed' && <RefusalCallout refusal={reading.suggested.refusal} />}
      {reading.suggested.status === 'ready' && likeliest === undefined && (
        <p className="small soft">{words.noneFits}</p>
      )}
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.parser}
          value={parser}
          onChange={setChosen}
          {...(likeliest === undefined && { none: words.choose })}
          choices={[...suggested, ...others].map((name) => ({
            value: name,
            label: name === likeliest ? words.likeliest(labelOf(name)) : labelOf(name),
          }))}
        />
        {parser === 'table' && maps.length > 0 && (
          <SelectInput
            className="span-6"
            label={words.map}
            value={mapName}
            onChange={setMapName}
            none={words.noMap}
            choices={maps.map(({ map: { name } }) => ({ value: name, label: name }))}
          />
        )}
      </div>
      <div className="row">
        <Button kind="primary" isDisabled={isRunning || parser === ''} onPress={read}>
          <ScanText size={18} aria-hidden />
          {words.read}
        </Button>
      </div>
      <WorkProgress work={parsing} label={words.reading} onStop={() => stopReading(at)} />
      {parsing.status === 'refused' && <RefusalCallout refusal={parsing.refusal} />}
      {parsing.status === 'cancelled' && (
        <p className="small soft" role="status">
          {text.window.progress.cancelled}
        </p>
      )}
      {asked !== null && <ParseQuestions key={JSON.stringify(asked)} reading={reading} asked={asked} />}
    </section>
  )
}
