import { Camera, Check, CloudOff, HardDriveDownload, Plus, Save } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { EXHIBIT_CATEGORY_LABELS, RAID_PERSON_ROLE_LABELS } from '#core/custody/custody-labels.ts'
import { EXHIBIT_CATEGORIES, type ExhibitCategory } from '#core/custody/custody-vocabularies.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { ScanInput } from '../../parts/scan-input.tsx'
import type { CustodySubject } from '../../state/custody-dialog-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { addPhotos, editEntry, keepEntryHere, saveEntry, takeEntryThere } from '../../state/raid-actions.ts'
import type { Keeping, RaidDesk } from '../../state/raid-desk.ts'
import { emptyEntry, type LineProblem, takeLine } from '../../state/raid-entry.ts'
import type { Refusal } from '../../state/remote.ts'
import { thingProblems } from '../../state/thing-edit.ts'
import { useTongue } from '../../text/text-context.tsx'
import { NotKept } from '../kept-elsewhere.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RaidFields } from './raid-fields.tsx'
import type { RaidShown } from './raid-shown.ts'
import { RAID_CONTROLS } from './use-raid-keys.ts'

type RaidEntryFormProps = { readonly caseId: string; readonly shown: RaidShown }

/** Takes things down one after the other: a line for the scanner, what stays, and the fields of the thing. */
export function RaidEntryForm({ caseId, shown }: RaidEntryFormProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.raid
  const desk = useSession((state) => state.custody.raidDesk)
  const [problem, setProblem] = useState<LineProblem | null>(null)
  const [photoRefusal, setPhotoRefusal] = useState<Refusal | null>(null)
  const line = useRef<HTMLInputElement>(null)
  useEffect(() => line.current?.focus(), [])
  if (desk === null) return null
  const { raidId } = shown.raid
  const { entry } = desk
  const problems = thingProblems(entry.category, entry.texts, text.custody)
  const isWrong = Object.values(problems).some((one) => one !== undefined)
  const save = async () => {
    if (isWrong) return
    await saveEntry(at, { caseId, raidId }, EXHIBIT_CATEGORY_LABELS[entry.category][language])
    line.current?.focus()
  }
  const scan = (code: string) => {
    const codes = {
      rooms: shown.rooms.map((room) => room.code),
      people: shown.people.map(({ code: name }) => name),
    }
    const taken = takeLine(entry, code, codes)
    setProblem(taken.kind === 'wrong' ? taken.problem : null)
    if (taken.kind === 'taken') editEntry(at, () => taken.entry)
  }
  const photograph = async (offering: ReturnType<typeof at.desk.chooseFiles>) => {
    setPhotoRefusal(await addPhotos(at, caseId, await offering))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const files = [...event.dataTransfer.files].map((file) => ({ file, isFolder: false }))
    void photograph(at.desk.offerFiles(files))
  }
  return (
    // Dropping is for the mouse; F8 does the same by keyboard.
    <section
      className="sheet sheet-body stack raid-entry"
      aria-labelledby="entry-title"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="row">
        <h2 id="entry-title" className="grow">
          {words.entry}
        </h2>
        <KeepingMark keeping={desk.keeping} />
      </div>
      {desk.keeping.status === 'refused' && (
        <NotKept
          refusal={desk.keeping.refusal}
          onHere={() => void keepEntryHere(at, desk.raidId)}
          onThere={() => void takeEntryThere(at, desk.raidId)}
        />
      )}
      {desk.wasRestored && <Restored />}
      <ScanInput
        id={RAID_CONTROLS.line}
        label={words.line}
        hint={words.lineHint}
        problem={problem === null ? undefined : words.lineProblems[problem]}
        echo={lastWords(desk, words.savedAs)}
        value={entry.line}
        onChange={(typed) => {
          setProblem(null)
          editEntry(at, (now) => ({ ...now, line: typed }))
        }}
        onScan={scan}
        onEmpty={() => void save()}
        inputRef={line}
        takesWords
      />
      {desk.refusal !== null && <RefusalCallout refusal={desk.refusal} />}
      {photoRefusal !== null && <RefusalCallout refusal={photoRefusal} />}
      <Sticky caseId={caseId} shown={shown} />
      <RaidFields entry={entry} problems={problems} />
      <div className="row">
        <Button id={RAID_CONTROLS.photos} onPress={() => void photograph(at.desk.chooseFiles())}>
          <Camera size={18} aria-hidden />
          {words.photos} <kbd>F8</kbd>
        </Button>
        {entry.photos.length > 0 && (
          <span className="chip chip-gold">{words.photoCount(entry.photos.length)}</span>
        )}
        <span className="grow" />
        <Button
          id={RAID_CONTROLS.save}
          kind="primary"
          isPending={desk.isSaving}
          isDisabled={isWrong}
          onPress={() => void save()}
        >
          <Save size={18} aria-hidden />
          {words.save} <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </section>
  )
}

function lastWords({ last, entry }: RaidDesk, savedAs: (number: string) => string): string | undefined {
  return last !== null && entry.line === '' ? savedAs(last.number) : undefined
}

function Restored() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.raid
  return (
    <Callout tone="note" role="status">
      <div className="row">
        <p className="grow">{words.restored}</p>
        <Button size="small" onPress={() => editEntry(at, ({ key }) => ({ ...emptyEntry(), key }))}>
          {words.discard}
        </Button>
      </div>
    </Callout>
  )
}

function KeepingMark({ keeping }: { readonly keeping: Keeping }) {
  const { text } = useTongue()
  const { keeping: words } = text.raid
  if (keeping.status === 'refused')
    return (
      <span className="chip chip-red" role="alert">
        <CloudOff size={14} aria-hidden />
        {words.refused}
      </span>
    )
  const isKept = keeping.status === 'kept'
  return (
    <span className={isKept ? 'chip chip-teal' : 'chip chip-plain'} data-keeping={keeping.status}>
      {isKept ? <Check size={14} aria-hidden /> : <HardDriveDownload size={14} aria-hidden />}
      {words[keeping.status]}
    </span>
  )
}

type StickyProps = { readonly caseId: string; readonly shown: RaidShown }

/** What stays from one thing to the next: category, room, person. */
function Sticky({ caseId, shown }: StickyProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.raid
  const entry = useSession((state) => state.custody.raidDesk?.entry)
  const { raidId } = shown.raid
  const add = (act: 'raid-room' | 'raid-person') => () => {
    const subject: CustodySubject = { act, caseId, raidId }
    openDialog(at, { name: 'custody', ...subject })
  }
  if (entry === undefined) return null
  return (
    <div className="raid-sticky">
      <SelectInput
        id={RAID_CONTROLS.category}
        label={`${words.category} · F4`}
        value={entry.category}
        onChange={(value) => editEntry(at, (now) => ({ ...now, category: value as ExhibitCategory }))}
        choices={EXHIBIT_CATEGORIES.map((value, order) => ({
          value,
          label: `${(order + 1) % 10} · ${EXHIBIT_CATEGORY_LABELS[value][language]}`,
        }))}
      />
      <SelectInput
        id={RAID_CONTROLS.room}
        label={`${words.room} · F2`}
        value={entry.room}
        onChange={(room) => editEntry(at, (now) => ({ ...now, room }))}
        none={words.noRoom}
        choices={shown.rooms.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
      />
      <IconButton
        icon={<Plus size={18} aria-hidden />}
        label={`${words.addRoom} · Shift+F2`}
        onPress={add('raid-room')}
      />
      <SelectInput
        id={RAID_CONTROLS.person}
        label={`${words.person} · F3`}
        value={entry.person}
        onChange={(person) => editEntry(at, (now) => ({ ...now, person }))}
        none={words.noPerson}
        choices={shown.people.map(({ code, name, role }) => ({
          value: code,
          label: `${code} · ${name ?? RAID_PERSON_ROLE_LABELS[role][language]}`,
        }))}
      />
      <IconButton
        icon={<Plus size={18} aria-hidden />}
        label={`${words.addPerson} · Shift+F3`}
        onPress={add('raid-person')}
      />
    </div>
  )
}
