import { Check, Copy, FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { saveLetterFile } from '../../state/letter-actions.ts'
import { editOfContent } from '../../state/paper-content.ts'
import { loadLetter } from '../../state/papers-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { IDLE, shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import type { Work } from '../../state/work.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CaseLoader } from '../case-screen.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { DrawPaper, MadePaper } from './drawn-paper.tsx'
import { PaperContent } from './paper-content-view.tsx'
import { PaperSignatures } from './paper-signatures.tsx'
import { PaperHead } from './papers-back.tsx'

type LetterScreenProps = { readonly caseId: string; readonly letterId: string }

/** One letter that was issued: its paper, its file for software, and what it says. */
export function LetterScreen({ caseId, letterId }: LetterScreenProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => remoteOf(state.papers.letter, letterId))
  useEffect(() => void loadLetter(at, caseId, letterId), [at, caseId, letterId])
  const shown = shownOf(remote)
  return (
    <CaseLoader caseId={caseId}>
      {(file) => (
        <>
          {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
          {shown === null && remote.status !== 'failed' && (
            <p role="status" className="soft">
              {text.window.loading}
            </p>
          )}
          {shown !== null && <LetterRead file={file} shown={shown} />}
        </>
      )}
    </CaseLoader>
  )
}

type LetterReadProps = { readonly file: CaseFile; readonly shown: OutputOf<'letter.show'> }

function LetterRead({ file, shown }: LetterReadProps) {
  const { text, format } = useTongue()
  const words = text.papers
  const { letter, content } = shown
  const about = `letter/${letter.letterId}`
  const mayPrint = useSession((state) => mayDo(state, 'letter.print'))
  const maySoftware = useSession((state) => mayDo(state, 'letter.file'))
  return (
    <>
      <PaperHead
        file={file}
        title={words.form.forms[letter.kind]}
        chip={<span className="number-tag">{letter.number}</span>}
      >
        <p className="small">
          {letter.issuedBy} · {format.instant(letter.issuedAtMs)}
        </p>
        <PaperSignatures signatures={letter.signatures} />
      </PaperHead>
      {mayPrint && (
        <section className="sheet sheet-body stack" aria-labelledby="paper-title">
          <div>
            <h2 id="paper-title">{words.paper.title}</h2>
            <p className="soft">{words.paper.intro}</p>
          </div>
          <DrawPaper
            about={about}
            label={words.paper.make}
            orderOf={(languages) => ({
              name: 'letter.print',
              input: { case: file.caseId, letter: letter.letterId, languages },
            })}
          />
        </section>
      )}
      <MadePaper about={about} />
      <div className="columns">
        <PaperContent form={letter.kind} edit={editOfContent(letter.kind, content)} file={file} />
        <aside className="stack">
          {maySoftware && <LetterFile caseId={file.caseId} letterId={letter.letterId} />}
        </aside>
      </div>
    </>
  )
}

/** The same facts for software, to be saved or copied into what an institution takes. */
function LetterFile({ caseId, letterId }: { readonly caseId: string; readonly letterId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.file
  const remote = useSession((state) => remoteOf(state.papers.letterFile, letterId))
  const [isCopied, setCopied] = useState(false)
  const [saving, setSaving] = useState<Work<OutputOf<'letter.saveFile'>>>(IDLE)
  const maySave = useSession((state) => mayDo(state, 'letter.saveFile'))
  const file = shownOf(remote)
  if (remote.status === 'failed') return <RefusalCallout refusal={remote.refusal} />
  if (file === null) return null
  return (
    <section className="sheet" aria-labelledby="file-title">
      <div className="sheet-head">
        <h2 id="file-title">{words.title}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="soft">{words.intro}</p>
        <p className="small">
          {words.name} <code>{file.fileName}</code>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className="letter-file" tabIndex={0} aria-label={file.fileName}>
          <pre>{JSON.stringify(JSON.parse(file.text), null, 2)}</pre>
        </section>
        {saving.status === 'refused' && <RefusalCallout refusal={saving.refusal} />}
        {saving.status === 'done' && (
          <Callout tone="right" role="status">
            <p>{words.saved(saving.value.fileName)}</p>
          </Callout>
        )}
        {maySave && (
          <Button
            kind="primary"
            isPending={saving.status === 'running'}
            onPress={() => {
              if (saving.status !== 'running')
                void saveLetterFile(at, { caseId, letterId, fileName: file.fileName }, setSaving)
            }}
          >
            <FileDown size={18} aria-hidden />
            {saving.status === 'running' ? words.saving : words.save}
          </Button>
        )}
        <Button onPress={() => void copyText(file.text).then(setCopied)}>
          {isCopied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
          {isCopied ? words.copied : words.copy}
        </Button>
      </div>
    </section>
  )
}
