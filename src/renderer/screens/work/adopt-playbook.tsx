import { useState } from 'react'
import { type DigestedPlaybook, parsePlaybook } from '#core/playbooks/playbook.ts'
import { Button } from '../../parts/button.tsx'
import { FileInput } from '../../parts/file-input.tsx'
import { loadPlaybooks } from '../../state/casework-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type Chosen = { readonly fileName: string; readonly content: object; readonly read: DigestedPlaybook }

/** Adopts a playbook of the station's own, or a newer version of one that ships, from a file; commanders see it alone. */
export function AdoptPlaybook({ caseId, also }: { readonly caseId: string; readonly also: string }) {
  const at = useWorkplace()
  const { text, language } = useTongue()
  const words = text.work.playbooks.adopt
  const mayAdopt = useSession((state) => mayDo(state, 'playbook.adopt'))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [done, setDone] = useState('')
  if (!mayAdopt) return null
  const choose = async (file: File) => {
    setRefusal(null)
    setDone('')
    const content = await readJson(file)
    const read = parsePlaybook(content)
    setProblem(read.ok ? undefined : words.wrong)
    setChosen(read.ok && content !== null ? { fileName: file.name, content, read: read.value } : null)
  }
  const adopt = async ({ content, read }: Chosen) => {
    const answer = await at.desk.client.call('playbook.adopt', { playbook: { ...content } })
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setChosen(null)
    setDone(words.adopted(read.playbook.title[language], answer.value.version))
    await loadPlaybooks(at, caseId, also)
  }
  return (
    <details className="sheet-body">
      <summary>{words.title}</summary>
      <div className="stack">
        <p className="small soft">{words.lead}</p>
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        <FileInput
          label={words.file}
          problem={problem}
          chooseLabel={words.choose}
          removeLabel={words.remove}
          shown={chosen?.fileName ?? words.none}
          isChosen={chosen !== null}
          onChoose={(file) => void choose(file)}
          onRemove={() => setChosen(null)}
        />
        {chosen !== null && (
          <>
            <p>
              {chosen.read.playbook.title[language]} ·{' '}
              {words.counts(
                chosen.read.playbook.version,
                chosen.read.playbook.steps.length,
                chosen.read.playbook.steps.filter(({ withinMinutes }) => withinMinutes !== undefined).length,
              )}
            </p>
            <ol className="small">
              {chosen.read.playbook.steps.map(({ stepId, title }) => (
                <li key={stepId}>{title[language]}</li>
              ))}
            </ol>
            <div className="row row-end">
              <Button kind="primary" onPress={() => void adopt(chosen)}>
                {words.send}
              </Button>
            </div>
          </>
        )}
        {done !== '' && <p role="status">{done}</p>}
      </div>
    </details>
  )
}

async function readJson(file: File): Promise<object | null> {
  try {
    const content: unknown = JSON.parse(await file.text())
    return typeof content === 'object' ? content : null
  } catch {
    return null
  }
}
