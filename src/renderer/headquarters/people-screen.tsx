import { UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { RemoteFrame } from '../screens/remote-frame.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { loadPeople } from './loading.ts'
import { type Account, PersonDialog, type PersonQuestion } from './people-dialogs.tsx'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'

/** Who may log in at headquarters, and giving and taking access. */
export function PeopleOfHeadquarters() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const remote = useHeadquarters((state) => state.people)
  const [question, setQuestion] = useState<PersonQuestion | null>(null)
  useEffect(() => void loadPeople(place), [place])
  const people = shownOf(remote)?.people
  return (
    <>
      <PageHead
        title={text.desk.people.title}
        acts={
          <Button kind="primary" onPress={() => setQuestion({ what: 'add' })}>
            <UserPlus size={18} aria-hidden />
            {text.desk.people.add}
          </Button>
        }
      >
        <p>{text.desk.people.intro}</p>
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadPeople(place)} />
      {people !== undefined && <AccountTable people={people} onAsk={setQuestion} />}
      {question !== null && (
        <PersonDialog
          question={question}
          onClose={() => setQuestion(null)}
          onDone={() => void loadPeople(place)}
        />
      )}
    </>
  )
}

type AccountTableProps = {
  readonly people: readonly Account[]
  readonly onAsk: (question: PersonQuestion) => void
}

const CHIPS = { invited: 'chip chip-gold', active: 'chip chip-teal', suspended: 'chip chip-plain' } as const

function AccountTable({ people, onAsk }: AccountTableProps) {
  const { text } = useTongue()
  const { columns } = text.people
  const words = text.desk.people
  return (
    <section className="sheet" aria-labelledby="accounts-title">
      <div className="sheet-head">
        <h2 id="accounts-title">{text.people.count(people.length)}</h2>
      </div>
      <div className="table-frame">
        <table className="table people-table">
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{words.logInName}</th>
              <th scope="col">{columns.roles}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">{columns.acts}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.personId}>
                <th scope="row">
                  <Shown text={person.name} />
                </th>
                <td>
                  <code>
                    <Shown text={person.logInName} isStrict />
                  </code>
                </td>
                <td>{person.roles.map((role) => text.desk.roles[role]).join(' · ')}</td>
                <td>
                  <span className={CHIPS[person.state]}>{words.states[person.state]}</span>
                </td>
                <td>
                  <AccountActs person={person} onAsk={onAsk} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type AccountActsProps = Pick<AccountTableProps, 'onAsk'> & { readonly person: Account }

function AccountActs({ person, onAsk }: AccountActsProps) {
  const { text } = useTongue()
  const self = useHeadquarters(({ phase }) => (phase.name === 'inside' ? phase.person.personId : null))
  const { name, personId, state } = person
  if (personId === self) return <span className="chip chip-gold">{text.people.you}</span>
  return (
    <div className="row person-acts">
      <Button
        size="small"
        label={text.people.changeRolesOf(name)}
        onPress={() => onAsk({ what: 'roles', person })}
      >
        {text.people.changeRoles}
      </Button>
      <Button
        size="small"
        label={text.desk.people.resetOf(name)}
        onPress={() => onAsk({ what: 'reset', person })}
      >
        {text.desk.people.reset}
      </Button>
      {state !== 'suspended' && (
        <Button
          size="small"
          kind="danger"
          label={text.people.suspendOf(name)}
          onPress={() => onAsk({ what: 'suspend', person })}
        >
          {text.people.suspend}
        </Button>
      )}
    </div>
  )
}
