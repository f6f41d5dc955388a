import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { PARSE_QUESTION_LABELS } from '#core/parsing/parse-labels.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import type { Reading } from '../../state/reading.ts'
import { readExhibit } from '../../state/reading-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { ColumnMapper } from './column-mapper.tsx'

type Asked = Extract<OutputOf<'exhibit.parse'>, { readonly outcome: 'asks' }>
type ParseQuestionsProps = { readonly reading: Reading; readonly asked: Asked }

/** What a parser could not settle by itself, with examples from the exhibit; the answers are given to its next run. */
export function ParseQuestions({ reading, asked }: ParseQuestionsProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.reading
  const [answers, setAnswers] = useState<{ readonly [option: string]: string }>({})
  const columns = asked.questions.find((question) => question.code === 'columns')
  const isAnswered = asked.questions.every(({ option }) => (answers[option] ?? '').trim() !== '')
  return (
    <Callout tone="warning" title={words.asksTitle} role="status">
      <p>{words.asksWords}</p>
      {asked.questions
        .filter((question) => question !== columns)
        .map((question) => (
          <Question
            key={question.option}
            question={question}
            value={answers[question.option] ?? ''}
            onChange={(value) => setAnswers({ ...answers, [question.option]: value })}
          />
        ))}
      {columns === undefined ? (
        <div className="row">
          <Button
            kind="primary"
            isDisabled={!isAnswered}
            onPress={() => void readExhibit(at, asked.parser, { ...reading.options, ...answers })}
          >
            {words.readAgain}
          </Button>
        </div>
      ) : (
        <ColumnMapper cells={columns.examples} />
      )}
    </Callout>
  )
}

type QuestionProps = {
  readonly question: Asked['questions'][number]
  readonly value: string
  readonly onChange: (value: string) => void
}

function Question({ question, value, onChange }: QuestionProps) {
  const { language, text } = useTongue()
  const words = text.reading
  const label = PARSE_QUESTION_LABELS[question.code][language]
  const { choices, examples } = question
  return (
    <div className="stack stack-tight">
      {choices.length === 0 ? (
        <TextInput label={label} value={value} onChange={onChange} />
      ) : (
        <SelectInput
          label={label}
          value={value}
          onChange={onChange}
          none={words.choose}
          choices={choices.map((choice) => ({
            value: choice.value,
            label: choice.example === undefined ? choice.value : `${choice.value} · ${choice.example}`,
          }))}
        />
      )}
      {examples.length > 0 && (
        <div className="small">
          <p className="faint">{words.examples}</p>
          <ul className="plain-list mono" translate="no">
            {examples.map((example, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the list
              <li key={place}>
                <Shown text={example} isStrict />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
