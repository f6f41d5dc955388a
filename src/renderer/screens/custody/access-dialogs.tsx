import type { ItemLine } from '#contract/custody-fields.ts'
import { TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { parseTimeEntry } from '../../state/time-entry.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'
import { WhenField, whenInput, whenProblem } from './when-field.tsx'

/** Records that somebody works on an original that is switched on. */
export function AccessDialog({ item }: { readonly item: ItemLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const { number, itemId } = item
  const { texts, of } = useTexts({ competence: '', reason: '', effect: '', atMs: '' })
  const needed = (value: string) => (value.trim() === '' ? words.missing : undefined)
  const form = useCommandForm({
    problems: {
      competence: needed(texts.competence),
      reason: needed(texts.reason),
      effect: needed(texts.effect),
      atMs: whenProblem(texts.atMs, words.whenWrong),
    },
    run: () =>
      at.desk.client.call('custody.accessOriginal', {
        exhibit: itemId,
        competence: texts.competence,
        reason: texts.reason,
        effect: texts.effect,
        ...whenInput(texts.atMs),
      }),
    onDone: () => done('access-recorded', number),
  })
  return (
    <FormDialog
      form={form}
      title={words.accessTitle(number)}
      intro={words.accessIntro}
      submitLabel={words.accessNow}
      isWide
    >
      <TextInput
        label={words.facts.competence}
        hint={words.competenceHint}
        {...of('competence')}
        problem={form.problem('competence')}
        isFirst
      />
      <TextInput
        label={words.facts.reason}
        hint={words.accessReasonHint}
        {...of('reason')}
        problem={form.problem('reason')}
      />
      <TextInput
        label={words.facts.effect}
        hint={words.effectHint}
        {...of('effect')}
        problem={form.problem('effect')}
      />
      <WhenField {...of('atMs')} problem={form.problem('atMs')} />
    </FormDialog>
  )
}

/** Records what a tool outside Samnum did with exhibits. */
export function ExaminationDialog({ number }: { readonly number: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.examination
  const done = useCustodyDone()
  const { texts, of, kept } = useTexts({
    tool: '',
    version: '',
    command: '',
    startedAtMs: '',
    endedAtMs: '',
    inputs: number,
    outputs: '',
    note: '',
  })
  const needed = (value: string) => (value.trim() === '' ? text.custody.missing : undefined)
  const instant = (value: string) => (parseTimeEntry(value).ok ? undefined : text.custody.whenWrong)
  const msOf = (value: string) => {
    const read = parseTimeEntry(value)
    return read.ok ? read.value : 0
  }
  const form = useCommandForm({
    problems: {
      tool: needed(texts.tool),
      version: needed(texts.version),
      command: needed(texts.command),
      startedAtMs: instant(texts.startedAtMs),
      endedAtMs: instant(texts.endedAtMs),
      inputs: needed(texts.inputs),
      outputs: undefined,
      note: undefined,
    },
    run: () => {
      const note = kept('note')
      return at.desk.client.call('examination.record', {
        tool: texts.tool,
        version: texts.version,
        command: texts.command,
        startedAtMs: msOf(texts.startedAtMs),
        endedAtMs: msOf(texts.endedAtMs),
        inputs: splitNumbers(texts.inputs),
        outputs: splitNumbers(texts.outputs),
        ...(note !== undefined && { note }),
      })
    },
    onDone: () => done('examination-recorded', number),
  })
  const { problem } = form
  return (
    <FormDialog form={form} title={words.title(number)} intro={words.intro} submitLabel={words.record} isWide>
      <div className="form-grid">
        <TextInput className="span-6" label={words.tool} {...of('tool')} problem={problem('tool')} isFirst />
        <TextInput className="span-6" label={words.version} {...of('version')} problem={problem('version')} />
        <TextInput
          className="span-12"
          label={words.command}
          hint={words.commandHint}
          {...of('command')}
          problem={problem('command')}
          isMono
        />
        <TextInput
          className="span-6"
          label={words.startedAt}
          placeholder="22/11/2026 14:30"
          {...of('startedAtMs')}
          problem={problem('startedAtMs')}
        />
        <TextInput
          className="span-6"
          label={words.endedAt}
          placeholder="22/11/2026 15:10"
          {...of('endedAtMs')}
          problem={problem('endedAtMs')}
        />
        <TextInput
          className="span-6"
          label={words.inputs}
          hint={words.numbersHint}
          {...of('inputs')}
          problem={problem('inputs')}
          isMono
        />
        <TextInput
          className="span-6"
          label={words.outputs}
          hint={words.outputsHint}
          {...of('outputs')}
          problem={problem('outputs')}
          isMono
        />
        <TextInput className="span-12" label={words.note} {...of('note')} problem={problem('note')} />
      </div>
    </FormDialog>
  )
}

/** Numbers of exhibits as somebody lists them, between spaces or commas. */
export function splitNumbers(text: string): string[] {
  return text.split(/[\s,;]+/u).filter((number) => number !== '')
}
