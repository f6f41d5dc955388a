import { UserPlus } from 'lucide-react'
import { useEffect } from 'react'
import type { PersonLine } from '#contract/people-operations.ts'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { loadPeople, mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { RemoteFrame } from './remote-frame.tsx'

/** The people of the station; an administrator adds and changes them here. */
export function PeopleScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.people
  const remote = useSession((state) => state.people)
  const mayChange = useSession((state) => mayDo(state, 'people.add'))
  useEffect(() => void loadPeople(at), [at])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead
        title={words.title}
        acts={
          mayChange && (
            <Button kind="primary" onPress={() => openDialog(at, { name: 'add-person' })}>
              <UserPlus size={18} aria-hidden />
              {words.add}
            </Button>
          )
        }
      >
        <p>{words.intro}</p>
        {!mayChange && <p>{words.readOnly}</p>}
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadPeople(at)} />
      {shown !== null && <PeopleTable people={shown.people} mayChange={mayChange} />}
    </>
  )
}

type PeopleTableProps = { readonly people: readonly PersonLine[]; readonly mayChange: boolean }

function PeopleTable({ people, mayChange }: PeopleTableProps) {
  const { text, format } = useTongue()
  const { columns, ...words } = text.people
  return (
    <section className="sheet" aria-labelledby="people-list-title">
      <div className="sheet-head">
        <h2 id="people-list-title">{words.count(people.length)}</h2>
      </div>
      <div className="table-frame">
        <table className="table people-table">
          <thead>
            <tr>
              <th scope="col" className="numeric">
                {columns.number}
              </th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.roles}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col" className="numeric">
                {columns.cases}
              </th>
              {mayChange && <th scope="col">{columns.acts}</th>}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.userId}>
                <td className="numeric">{format.count(person.number)}</td>
                <PersonName person={person} />
                <td>{person.roles.map((role) => text.window.roles[role]).join(' · ')}</td>
                <td>
                  <span className={person.state === 'active' ? 'chip chip-teal' : 'chip chip-plain'}>
                    {words.states[person.state]}
                  </span>
                </td>
                <td className="numeric">{format.count(person.cases)}</td>
                {mayChange && <PersonActs person={person} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function PersonName({ person }: { readonly person: PersonLine }) {
  const { text } = useTongue()
  const self = useSession((state) => state.session.person.userId)
  return (
    <th scope="row">
      <Shown text={person.name} />{' '}
      {person.userId === self && <span className="chip chip-gold">{text.people.you}</span>}
      {person.state === 'active' && !person.hasSlot && (
        <>
          <span className="chip chip-red">{text.people.noSlot}</span>
          <p className="small soft">{text.people.noSlotWords}</p>
        </>
      )}
    </th>
  )
}

function PersonActs({ person }: { readonly person: PersonLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.people
  const self = useSession((state) => state.session.person.userId)
  const { name } = person
  if (person.state === 'suspended')
    return (
      <td>
        <Button
          size="small"
          label={words.reinstateOf(name)}
          onPress={() => openDialog(at, { name: 'reinstate-person', person })}
        >
          {words.reinstate}
        </Button>
      </td>
    )
  return (
    <td>
      <div className="row person-acts">
        <Button
          size="small"
          label={words.changeRolesOf(name)}
          onPress={() => openDialog(at, { name: 'change-roles', person })}
        >
          {words.changeRoles}
        </Button>
        {person.userId !== self && (
          <>
            <Button
              size="small"
              label={words.resetOf(name)}
              onPress={() => openDialog(at, { name: 'reset-passphrase', person })}
            >
              {words.reset}
            </Button>
            <Button
              size="small"
              kind="danger"
              label={words.suspendOf(name)}
              onPress={() => openDialog(at, { name: 'suspend-person', person })}
            >
              {words.suspend}
            </Button>
          </>
        )}
      </div>
    </td>
  )
}
