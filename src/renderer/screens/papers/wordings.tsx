import { useEffect, useState } from 'react'
import { SelectInput } from '../../parts/inputs.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { loadWording, loadWordings } from '../../state/papers-actions.ts'
import type { WordingName } from '../../state/papers-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { beginWording } from '../../state/wording-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WordingEditor } from './wording-editor.tsx'

/** The wordings of documents: choosing one, and changing it. */
export function Wordings() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.station.wordings
  const remote = useSession((state) => state.papers.wordings)
  const edited = useSession((state) => state.papers.wordingEdit?.template)
  const [chosen, setChosen] = useState<WordingName>(edited ?? 'letterhead')
  const wording = useSession((state) => remoteOf(state.papers.wording, chosen))
  useEffect(() => void loadWordings(at), [at])
  useEffect(() => void loadWording(at, chosen).then(() => beginWording(at, chosen)), [at, chosen])
  const templates = shownOf(remote)?.templates ?? []
  const shown = shownOf(wording)
  return (
    <div className="stack">
      <p className="soft">{words.intro}</p>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {wording.status === 'failed' && <RefusalCallout refusal={wording.refusal} />}
      <SelectInput
        label={words.listLabel}
        value={chosen}
        onChange={(value) => setChosen(value as WordingName)}
        choices={templates.map(({ template, version, changedTexts }) => ({
          value: template,
          label: [
            words.names[template],
            ...(version === 0 ? [] : [words.version(version), words.changed(changedTexts)]),
          ].join(' · '),
        }))}
      />
      {shown !== null && <WordingEditor key={`${chosen} ${shown.version}`} wording={shown} />}
    </div>
  )
}
