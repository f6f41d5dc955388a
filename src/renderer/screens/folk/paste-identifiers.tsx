import { type FormEvent, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { type IdentifierChoice, NO_CHOICE } from '../../state/identifier-choice.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { FoundIdentifiers } from './found-identifiers.tsx'
import { NoteFound } from './note-found.tsx'

type PasteProps = { readonly file: CaseFile; readonly onNoted: () => void }

/** Takes whatever was pasted or typed, shows what is recognised in it, and notes what the person leaves ticked. */
export function PasteIdentifiers({ file, onNoted }: PasteProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.folk
  const [pasted, setPasted] = useState('')
  const [found, setFound] = useState<OutputOf<'identifier.recognise'> | null>(null)
  const [choice, setChoice] = useState<IdentifierChoice>(NO_CHOICE)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const recognise = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await at.desk.client.call('identifier.recognise', { text: pasted, case: file.caseId })
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setFound(answer.value)
    setChoice(NO_CHOICE)
  }
  return (
    <form className="sheet" onSubmit={(event) => void recognise(event)} autoComplete="off">
      <div className="sheet-head">
        <h2>{words.pasteTitle}</h2>
      </div>
      <div className="sheet-body stack">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        <TextInput
          label={words.paste}
          hint={words.pasteHint}
          value={pasted}
          onChange={setPasted}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey) void recognise(event)
          }}
          rows={3}
          isMono
        />
        <div className="row row-end">
          <Button isDisabled={pasted.trim() === ''}>{words.recognise}</Button>
        </div>
        {found !== null && (
          <>
            <FoundIdentifiers caseId={file.caseId} found={found} choice={choice} onChoose={setChoice} />
            <NoteFound
              file={file}
              found={found}
              choice={choice}
              onRefused={(refused, next) => {
                setRefusal(refused)
                setChoice(next)
              }}
              onNoted={() => {
                setRefusal(null)
                setPasted('')
                setFound(null)
                onNoted()
              }}
            />
          </>
        )}
      </div>
    </form>
  )
}
