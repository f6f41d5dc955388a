import { useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { PartyLine } from '#contract/party-operations.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import { type Mrz, parseMrz } from '#core/identifiers/mrz.ts'
import { DOCUMENT_KIND_LABELS, PARTY_FORM_LABELS, PARTY_ROLE_LABELS } from '#core/parties/party-labels.ts'
import { DOCUMENT_KINDS, PARTY_FORMS, PARTY_ROLES } from '#core/parties/party-vocabularies.ts'
import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { differingMembers } from '../../state/changed-meanwhile.ts'
import { writeDayEntry } from '../../state/day-entry.ts'
import {
  EMPTY_PARTY,
  editOfParty,
  type PartyEdit,
  partyChangeOf,
  partyContentOf,
} from '../../state/party-edit.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { ChangedMeanwhile } from '../kept-elsewhere.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { EntryPanel } from './entry-panel.tsx'
import { PlacePicker } from './place-picker.tsx'

type PartyFormProps = {
  readonly caseId: string
  /** The party that is changed; a new one where it is left out. */
  readonly party?: PartyLine
  readonly onClose: () => void
  readonly onSaved: () => void
}

/** Enters a party, or changes one; a scanner fills in what a document's machine-readable zone says. */
export function PartyForm({ caseId, party, onClose, onSaved }: PartyFormProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.folk
  // What the form was opened on. What somebody else changes meanwhile is not what this person has seen.
  const [seen, setSeen] = useState(party)
  const [edit, setEdit] = useState<PartyEdit>(party === undefined ? EMPTY_PARTY : editOfParty(party))
  const [zone, setZone] = useState<Mrz | null>(null)
  const set = (change: Partial<PartyEdit>) => setEdit((now) => ({ ...now, ...change }))
  const prefix = party === undefined ? 'content' : 'set'
  const form = useCommandForm({
    problems: {
      [`${prefix}.birth.earliestOn`]: undefined,
      [`${prefix}.birth.latestOn`]: undefined,
      [`${prefix}.documents.0.mrz`]: undefined,
      [`${prefix}.documents.0.expiresOn`]: undefined,
      [`${prefix}.addresses.0.code`]: undefined,
    },
    run: async (): Promise<Envelope<object>> => {
      if (seen === undefined) {
        const { form: is, role } = edit
        const content = partyContentOf(edit)
        return await at.desk.client.call('party.add', {
          case: caseId,
          form: is,
          content,
          ...(role !== '' && { role }),
        })
      }
      const change = { ...partyChangeOf(edit, seen), basedOnHex: seen.versionHex }
      return await at.desk.client.call('party.change', { case: caseId, party: seen.partyId, ...change })
    },
    onDone: onSaved,
  })
  const readZone = (typed: string) => {
    const read = parseMrz(typed, stationTimeAt(Date.now()).date.year)
    setZone(read.ok ? read.value : null)
    set({ mrz: typed, ...(read.ok && fieldsOf(read.value)) })
  }
  const field = (name: keyof PartyEdit, span: string, hint?: string, problem?: string) => (
    <TextInput
      className={span}
      label={words.party[name]}
      value={edit[name]}
      onChange={(value) => set({ [name]: value })}
      hint={hint}
      problem={problem}
    />
  )
  const title = party === undefined ? words.addParty : words.changeParty(party.number)
  return (
    <EntryPanel form={form} title={title} submitLabel={words.save} onClose={onClose}>
      {party !== undefined &&
        seen !== undefined &&
        party.versionHex !== seen.versionHex &&
        !form.isRunning && (
          <ChangedMeanwhile
            what={differingMembers(seen.content, party.content).map(
              (member) => words.fields[member as keyof typeof words.fields] ?? member,
            )}
            words={text.window.elsewhere.merges}
            onRead={() => {
              setSeen(party)
              setEdit(editOfParty(party))
            }}
          />
        )}
      <div className="form-grid">
        <TextInput
          className="span-6"
          label={words.party.khmerName}
          value={edit.khmerName}
          onChange={(khmerName) => set({ khmerName })}
          isFirst
        />
        {field('latinName', 'span-6')}
        {field('alias', 'span-4')}
        {party === undefined && (
          <SelectInput
            className="span-4"
            label={words.party.role}
            value={edit.role}
            onChange={(role) => set({ role: role as PartyEdit['role'] })}
            none={words.notSaid}
            choices={PARTY_ROLES.map((value) => ({ value, label: PARTY_ROLE_LABELS[value][language] }))}
          />
        )}
        {party === undefined && (
          <div className="span-4 field">
            <span className="field-label" aria-hidden>
              {words.party.form}
            </span>
            <Segments
              label={words.party.form}
              value={edit.form}
              onChange={(is) => set({ form: is as PartyEdit['form'] })}
              choices={PARTY_FORMS.map((value) => ({ value, label: PARTY_FORM_LABELS[value][language] }))}
            />
          </div>
        )}
        <SelectInput
          className="span-4"
          label={words.party.sex}
          value={edit.sex}
          onChange={(sex) => set({ sex: sex as PartyEdit['sex'] })}
          none={words.notSaid}
          choices={(['female', 'male'] as const).map((value) => ({ value, label: words.sexes[value] }))}
        />
        {field(
          'birth',
          'span-4',
          words.birthHint,
          form.problem(`${prefix}.birth.earliestOn`) ?? form.problem(`${prefix}.birth.latestOn`),
        )}
        {field('nationality', 'span-4')}
        {field('languages', 'span-6')}
        {field('occupation', 'span-6')}
        <TextInput
          className="span-12"
          label={words.party.mrz}
          value={edit.mrz}
          onChange={readZone}
          hint={words.mrzHint}
          echo={zone === null ? undefined : words.mrzRead(zone.format, zone.surname, zone.givenNames)}
          problem={form.problem(`${prefix}.documents.0.mrz`)}
          rows={3}
          isMono
        />
        <SelectInput
          className="span-3"
          label={words.party.documentKind}
          value={edit.documentKind}
          onChange={(kind) => set({ documentKind: kind as PartyEdit['documentKind'] })}
          choices={DOCUMENT_KINDS.map((value) => ({ value, label: DOCUMENT_KIND_LABELS[value][language] }))}
        />
        {field('documentNumber', 'span-3')}
        {field('country', 'span-3')}
        {field('expiresOn', 'span-3', words.dayHint, form.problem(`${prefix}.documents.0.expiresOn`))}
        <PlacePicker code={edit.code} onChoose={(code, address) => set({ code, address })} />
        {field('address', 'span-8')}
        {field('code', 'span-4', words.codeHint, form.problem(`${prefix}.addresses.0.code`))}
        {field('safeContact', 'span-6')}
        {field('note', 'span-6')}
      </div>
      {zone !== null && zone.wrongChecks.length > 0 && (
        <Callout tone="warning" title={words.wrongChecks} role="status">
          <p>{words.wrongChecksWhat}</p>
        </Callout>
      )}
    </EntryPanel>
  )
}

function fieldsOf(mrz: Mrz): Partial<PartyEdit> {
  const { surname, givenNames, sex, birthOn, nationality, number, issuer, expiresOn, format } = mrz
  return {
    latinName: [surname, givenNames].filter((name) => name !== '').join(' '),
    nationality,
    documentKind: format === 'TD3' ? 'passport' : 'identity-card',
    documentNumber: number,
    country: issuer,
    ...(sex !== 'not-stated' && { sex }),
    ...(birthOn !== undefined && { birth: writeDayEntry(birthOn) }),
    ...(expiresOn !== undefined && { expiresOn: writeDayEntry(expiresOn) }),
  }
}
