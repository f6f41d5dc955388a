import { useState } from 'react'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { Callout } from '../../parts/callout.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { readDayEntry } from '../../state/day-entry.ts'
import type { DrawnPaper } from '../../state/session-state.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { DrawPaper, MadePaper, useDrawn } from './drawn-paper.tsx'

const ABOUT = 'statistics'

/** The station's statistics between two days. */
export function StatisticsPart() {
  const tongue = useTongue()
  const { text } = tongue
  const words = text.papers.station.statistics
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const days = { ...dayInput('from', from), ...dayInput('to', to) }
  return (
    <div className="stack">
      <section className="sheet sheet-body stack" aria-labelledby="statistics-title">
        <div>
          <h2 id="statistics-title">{words.title}</h2>
          <p className="soft">{words.intro}</p>
        </div>
        <div className="form-grid">
          <DayInput label={words.from} value={from} onChange={setFrom} tongue={tongue} />
          <DayInput label={words.to} value={to} onChange={setTo} tongue={tongue} />
        </div>
        <DrawPaper
          about={ABOUT}
          label={words.make}
          orderOf={(languages) => ({ name: 'report.statistics', input: { ...days, languages } })}
        />
      </section>
      <MadePaper about={ABOUT}>
        <Counted />
      </MadePaper>
    </div>
  )
}

type DayInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly tongue: Tongue
}

function DayInput({ label, value, onChange, tongue }: DayInputProps) {
  const iso = readDayEntry(value)
  return (
    <TextInput
      className="span-6"
      label={label}
      value={value}
      onChange={onChange}
      placeholder={tongue.text.papers.form.dayHint}
      echo={parseIsoDate(iso).ok ? tongue.format.day(iso) : undefined}
    />
  )
}

function dayInput(name: 'from' | 'to', typed: string): { readonly [Name in 'from' | 'to']?: string } {
  return typed.trim() === '' ? {} : { [name]: readDayEntry(typed) }
}

/** What the statistics counted, and what they could not. */
function Counted() {
  const { text } = useTongue()
  const words = text.papers.station.statistics
  const report = useDrawn(ABOUT)
  if (report?.making.status !== 'done' || !isStatistics(report.making.value)) return null
  const { cases, complaints, unreadableCases } = report.making.value
  return (
    <Callout tone={unreadableCases > 0 ? 'warning' : 'note'} role="status">
      <p>{words.counted(cases, complaints)}</p>
      {unreadableCases > 0 && <p>{words.unreadable(unreadableCases)}</p>}
    </Callout>
  )
}

type Statistics = DrawnPaper & {
  readonly cases: number
  readonly complaints: number
  readonly unreadableCases: number
}

function isStatistics(made: DrawnPaper): made is Statistics {
  return 'unreadableCases' in made
}
