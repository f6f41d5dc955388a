import { TextInput } from '../parts/inputs.tsx'
import { CODE_GROUPS, type CodeProblem, readCodeEntry } from '../state/code-entry.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { useTongue } from '../text/text-context.tsx'

type CodeInputProps = {
  readonly value: string
  readonly onChange: (typed: string) => void
  /** Whether it was tried to send: from then on an unfinished code is a problem too. */
  readonly wasTried: boolean
  /** What the engine has against it. */
  readonly problem?: string | undefined
  readonly isDisabled?: boolean
  readonly isFirst?: boolean
}

/** A field for the recovery code. A group that cannot be right is named as soon as it is typed. */
export function CodeInput({ value, onChange, wasTried, problem, isDisabled, isFirst }: CodeInputProps) {
  const { text } = useTongue()
  const words = text.recovery
  const { rightGroups, problem: found } = readCodeEntry(value)
  const isWorthSaying = found !== null && (wasTried || found.what !== 'incomplete')
  return (
    <TextInput
      className="code-input"
      label={words.code}
      hint={words.codeHint}
      value={value}
      onChange={onChange}
      problem={isWorthSaying ? codeProblemText(found, text) : problem}
      echo={rightGroups > 0 ? words.groupsRead(rightGroups, CODE_GROUPS) : undefined}
      inputMode="numeric"
      isMono
      {...(isDisabled !== undefined && { isDisabled })}
      {...(isFirst !== undefined && { isFirst })}
    />
  )
}

/** What is wrong with a typed code, in a sentence. */
export function codeProblemText(problem: CodeProblem, { recovery }: Catalogue): string {
  switch (problem.what) {
    case 'not-digits':
      return recovery.notDigits
    case 'group-wrong':
      return recovery.groupWrong(problem.group)
    case 'incomplete':
      return recovery.incomplete(problem.left)
    case 'too-long':
      return recovery.tooLong
  }
}
