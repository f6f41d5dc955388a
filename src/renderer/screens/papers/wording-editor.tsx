import { Eye, History, RotateCcw, Save, Undo2 } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import type { ReportLanguages } from '#contract/report-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { tell } from '../../state/notice-actions.ts'
import type { WordingEdit } from '../../state/papers-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { makeReport } from '../../state/report-actions.ts'
import { mayDo } from '../../state/station-actions.ts'
import { dropWording, saveWording, takeUpWording, writeWording } from '../../state/wording-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'
import { MadePaper, useDrawn } from './drawn-paper.tsx'

type Wording = OutputOf<'template.show'>
type WordingEditorProps = { readonly wording: Wording }

/** Still enough to be a pause in typing, and soon enough to be a preview. */
const PAUSE_MS = 900
const ROWS_FROM = 60

/** Changes the texts of one wording, with the pages that they make beside them. */
export function WordingEditor({ wording }: WordingEditorProps) {
  const { text } = useTongue()
  const edit = useSession((state) =>
    state.papers.wordingEdit?.template === wording.template ? state.papers.wordingEdit : null,
  )
  if (edit === null) return null
  return (
    <div className="wording-columns">
      <section className="sheet" aria-label={text.papers.station.wordings.names[wording.template]}>
        <ul className="wording-texts">
          {wording.texts.map((line) => (
            <WordingText key={line.key} line={line} edit={edit} />
          ))}
        </ul>
      </section>
      <aside className="stack">
        <WordingActs wording={wording} edit={edit} />
        <WordingPreview edit={edit} />
      </aside>
    </div>
  )
}

type WordingTextProps = { readonly line: Wording['texts'][number]; readonly edit: WordingEdit }

function WordingText({ line, edit }: WordingTextProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.station.wordings
  const { key, placeholders, shipped } = line
  const said = edit.phrases[key] ?? shipped
  const isChanged = edit.phrases[key] !== undefined
  const named = placeholders.map((name) => `{${name}}`).join(' ')
  const rowsOf = (phrase: string) => (phrase.length > ROWS_FROM ? { rows: 3 } : {})
  return (
    <li className="wording-text">
      <div className="row row-apart">
        <span className="row small faint">
          <code>{key}</code>
          {placeholders.length > 0 && (
            <span>
              {words.placeholders} <code>{named}</code>
            </span>
          )}
          {isChanged && <span className="chip chip-gold">{words.isChanged}</span>}
        </span>
        {isChanged && (
          <Button
            size="small"
            kind="quiet"
            label={words.restoreOf(key)}
            onPress={() => writeWording(at, line, shipped)}
          >
            <RotateCcw size={16} aria-hidden />
            {words.restore}
          </Button>
        )}
      </div>
      <div className="form-grid">
        {(['km', 'en'] as const).map((language) => (
          <TextInput
            key={language}
            className="span-6"
            label={`${words[language]}, ${key}`}
            value={said[language]}
            onChange={(typed) => writeWording(at, line, { ...said, [language]: typed })}
            {...rowsOf(shipped[language])}
          />
        ))}
      </div>
    </li>
  )
}

function WordingActs({ wording, edit }: WordingEditorProps & { readonly edit: WordingEdit }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.papers.station.wordings
  const maySave = useSession((state) => mayDo(state, 'template.save'))
  const isSaving = edit.saving === 'saving'
  const save = async () => {
    if ((await saveWording(at)) !== null)
      tell(at, { what: 'papers', notice: { what: 'wording-saved', of: words.names[edit.template] } })
  }
  return (
    <div className="sheet sheet-body stack">
      {typeof edit.saving === 'object' && <RefusalCallout refusal={edit.saving} />}
      {maySave ? (
        <Button kind="primary" isPending={isSaving} onPress={() => void save()}>
          <Save size={18} aria-hidden />
          {isSaving ? words.saving : words.save}
        </Button>
      ) : (
        <p className="small soft">{words.commanderOnly}</p>
      )}
      <Button size="small" onPress={() => void dropWording(at, edit.template)}>
        <Undo2 size={16} aria-hidden />
        {words.drop}
      </Button>
      {wording.versions.length > 0 && (
        <details>
          <summary>{words.history}</summary>
          <p className="small soft">{words.takeUpIntro}</p>
          <ul className="small wording-versions">
            <VersionLine edit={edit} version={0} line={words.version(0)} />
            {wording.versions.map(({ version, changedBy, changedAtMs }) => (
              <VersionLine
                key={version}
                edit={edit}
                version={version}
                line={words.historyLine(version, changedBy, format.instant(changedAtMs))}
              />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

type VersionLineProps = { readonly edit: WordingEdit; readonly version: number; readonly line: string }

/** One version of a wording, which can be taken up again. */
function VersionLine({ edit, version, line }: VersionLineProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.station.wordings
  return (
    <li className="row row-apart">
      <span>{line}</span>
      <Button
        size="small"
        kind="quiet"
        label={words.takeUpOf(version)}
        onPress={() => void takeUpWording(at, edit.template, version)}
      >
        <History size={16} aria-hidden />
        {words.takeUp}
      </Button>
    </li>
  )
}

/** Draws sample pages with the wording as it stands, by a press or after each pause. */
function WordingPreview({ edit }: { readonly edit: WordingEdit }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.papers.station.wordings
  const [isLive, setLive] = useState(false)
  const about = `wording/${edit.template}`
  const report = useDrawn(about)
  const { template, phrases } = edit
  const draw = () => {
    const languages: ReportLanguages = language
    void makeReport(at, about, {
      name: 'template.preview',
      input: { template, phrases: { ...phrases }, languages },
    })
  }
  const drawNow = useEffectEvent(draw)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the phrases begins a new pause
  useEffect(() => {
    if (!isLive) return
    const timer = setTimeout(drawNow, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isLive, phrases])
  return (
    <>
      <div className="sheet sheet-body stack">
        <p className="small soft">{words.previewIntro}</p>
        <Button isPending={report?.making.status === 'running'} onPress={draw}>
          <Eye size={18} aria-hidden />
          {words.preview}
        </Button>
        <Check isChecked={isLive} onChange={setLive}>
          {words.live}
        </Check>
        {report !== null && <WorkProgress work={report.making} label={words.preview} />}
        {report?.making.status === 'refused' && <RefusalCallout refusal={report.making.refusal} />}
      </div>
      <MadePaper about={about} isSample />
    </>
  )
}
