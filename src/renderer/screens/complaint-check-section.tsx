import { MonitorUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { READ_BACK_WAYS } from '#core/casework/complaint-details.ts'
import { READ_BACK_LABELS } from '#core/casework/vocabulary-labels.ts'
import type { Language } from '#core/language.ts'
import { Button } from '../parts/button.tsx'
import { SelectInput } from '../parts/inputs.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { readBackOf, showReadBack } from '../state/read-back.ts'
import { useTongue } from '../text/text-context.tsx'
import { tongueOf } from '../text/tongues.ts'
import { yesNoChoices } from './complaint-sections.tsx'
import { choicesOf, DraftSelect, DraftText } from './draft-field.tsx'

type SectionProps = { readonly target: string }

const LANGUAGES: readonly Language[] = ['km', 'en']
/** How long nothing is typed before the second screen follows. */
const FOLLOW_AFTER_MS = 600

/** Whether the person checked what was written, and how. */
export function CheckSection({ target }: SectionProps) {
  const tongue = useTongue()
  const { none } = tongue.text.complaint
  return (
    <div className="stack">
      <SecondScreen target={target} />
      <div className="form-grid">
        <DraftSelect
          target={target}
          field="details.readBack.how"
          className="span-6"
          none={none}
          choices={choicesOf(READ_BACK_WAYS, READ_BACK_LABELS, tongue)}
        />
        <DraftSelect
          target={target}
          field="details.readBack.isRight"
          className="span-6"
          none={none}
          choices={yesNoChoices(tongue)}
        />
        <DraftText target={target} field="details.readBack.note" className="span-12" />
      </div>
    </div>
  )
}

/** Shows what is written to the victim, in their language, and follows what is written after that. */
function SecondScreen({ target }: SectionProps) {
  const at = useWorkplace()
  const { language: own, text } = useTongue()
  const words = text.complaint.readBack
  const edit = useSession((state) => state.drafts[target]?.edit)
  const [language, setLanguage] = useState<Language>(own)
  const [pageId, setPageId] = useState<string | null>(null)
  useEffect(() => {
    if (pageId === null || edit === undefined) return
    const follow = setTimeout(
      () => void showReadBack(at, readBackOf(edit, tongueOf(language)), pageId),
      FOLLOW_AFTER_MS,
    )
    return () => clearTimeout(follow)
  }, [at, edit, language, pageId])
  useEffect(() => {
    if (pageId === null) return
    // The page goes when the officer leaves the complaint.
    return () => void at.desk.client.call('readBack.close', { pageId })
  }, [at, pageId])
  const show = async () => {
    if (edit !== undefined) setPageId(await showReadBack(at, readBackOf(edit, tongueOf(language)), pageId))
  }
  return (
    <div className="stack">
      <p className="small soft">{words.what}</p>
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.language}
          value={language}
          onChange={(chosen) => setLanguage(LANGUAGES.find((each) => each === chosen) ?? own)}
          choices={LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
        />
      </div>
      <div className="row">
        <Button onPress={() => void show()}>
          <MonitorUp size={18} aria-hidden />
          {words.show}
        </Button>
        <span className="small soft" role="status">
          {pageId !== null && words.shown}
        </span>
      </div>
    </div>
  )
}
