import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import { FileInput } from '../../parts/file-input.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { closeDialog } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { loadPacks } from '../../state/papers-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useCommandForm } from '../use-command-form.ts'

type ChosenPack = {
  readonly name: string
  readonly content: { readonly [name: string]: unknown }
  readonly pack: OutputOf<'law.inspect'>['pack']
}

/** Adopts a law pack from a file, once its digest was typed. The file's own is not shown: it must come from the paper. */
export function AdoptPackDialog() {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.papers.station.law
  const [chosen, setChosen] = useState<ChosenPack | null>(null)
  const [wrong, setWrong] = useState<'not-json' | Refusal | null>(null)
  const [typed, setTyped] = useState('')
  const digestHex = readDigest(typed)
  const choose = async (file: File) => {
    setChosen(null)
    const content = await readJson(file)
    if (content === null) return setWrong('not-json')
    const answer = await at.desk.client.call('law.inspect', { pack: content })
    setWrong(refusalOf(answer))
    if (answer.outcome === 'done') setChosen({ name: file.name, content, pack: answer.value.pack })
  }
  const form = useCommandForm({
    problems: {
      pack: chosen === null ? words.fileMissing : undefined,
      digestHex: /^[0-9a-f]{64}$/.test(digestHex) ? undefined : words.typedMissing,
    },
    run: () => at.desk.client.call('law.adopt', { pack: { ...chosen?.content }, digestHex }),
    onDone: ({ packId, version }) => {
      closeDialog(at)
      tell(at, {
        what: 'papers',
        notice: { what: 'pack-adopted', of: `${packId}, ${words.version(version)}` },
      })
      void loadPacks(at)
    },
  })
  return (
    <FormDialog
      form={form}
      title={words.adoptTitle}
      intro={words.adoptIntro}
      submitLabel={words.adopt}
      isWide
    >
      <FileInput
        label={words.file}
        problem={wrong === 'not-json' ? words.fileWrong : form.problem('pack')}
        chooseLabel={words.fileChoose}
        removeLabel={words.fileRemove}
        shown={chosen?.name ?? words.fileNone}
        isChosen={chosen !== null}
        onChoose={(file) => void choose(file)}
        onRemove={() => setChosen(null)}
      />
      {typeof wrong === 'object' && wrong !== null && <RefusalCallout refusal={wrong} />}
      {chosen !== null && (
        <dl className="facts">
          <dt>{words.inFile}</dt>
          <dd>
            {chosen.pack.title[language]} · {words.version(chosen.pack.version)} ·{' '}
            {words.counts(
              chosen.pack.rules.length,
              chosen.pack.rules.filter(({ verified }) => verified).length,
            )}
          </dd>
        </dl>
      )}
      <TextInput
        label={words.typed}
        hint={words.typedHint}
        value={typed}
        onChange={setTyped}
        problem={form.problem('digestHex')}
        isMono
      />
    </FormDialog>
  )
}

function readDigest(typed: string): string {
  return toLatinDigits(typed)
    .toLowerCase()
    .replaceAll(/[\s:-]/g, '')
}

async function readJson(file: File): Promise<{ readonly [name: string]: unknown } | null> {
  try {
    const content: unknown = JSON.parse(await file.text())
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as { readonly [name: string]: unknown })
      : null
  } catch {
    return null
  }
}
