import { ManyChoices } from '../parts/choices.tsx'
import { useTongue } from '../text/text-context.tsx'

type RoleChoicesProps<Role extends string> = {
  /** Every role there is, in the order in which they are named. */
  readonly all: readonly Role[]
  readonly labels: { readonly [role in Role]: string }
  readonly hint: string
  readonly roles: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly problem: string | undefined
}

/** The roles that somebody is given, of a station or of headquarters. */
export function RoleChoices<Role extends string>(props: RoleChoicesProps<Role>) {
  const { all, labels, hint, roles, onChange, problem } = props
  const { text } = useTongue()
  const toggle = (value: string) => onChange(all.filter((role) => (role === value) !== roles.includes(role)))
  return (
    <div className="stack stack-tight">
      <ManyChoices
        legend={text.people.roles}
        hint={hint}
        chosen={roles}
        onToggle={toggle}
        choices={all.map((role) => ({ value: role, label: labels[role] }))}
      />
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
