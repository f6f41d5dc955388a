import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { goTo } from '../../state/navigation.ts'
import type { PaperForm } from '../../state/paper-forms.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'

type BeginPaperProps = {
  readonly caseId: string
  readonly label: string
  readonly forms: readonly PaperForm[]
}

/** Chooses the kind of a new record or letter, and goes to its form. */
export function BeginPaper({ caseId, label, forms }: BeginPaperProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const [form, setForm] = useState<PaperForm>(forms[0] ?? 'search')
  return (
    <div className="begin-paper">
      <SelectInput
        label={label}
        value={form}
        onChange={(value) => setForm(value as PaperForm)}
        choices={forms.map((value) => ({ value, label: text.papers.form.forms[value] }))}
      />
      <Button
        kind="primary"
        label={`${text.papers.begin} ${text.papers.form.forms[form]}`}
        onPress={() => goTo(at, { screen: 'new-paper', caseId, form })}
      >
        <FilePlus2 size={18} aria-hidden />
        {text.papers.begin}
      </Button>
    </div>
  )
}
