import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { setNetwork } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useCommandForm } from '../use-command-form.ts'

const LEAST_KILOBITS = 8

/** How this machine uses the network: where headquarters answers, the proxy, the limit, and a line that costs. */
export function NetworkForm({ network }: { readonly network: OutputOf<'sync.network'> }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const { settings, addresses } = network
  const [address, setAddress] = useState(settings.address ?? '')
  const [proxy, setProxy] = useState(settings.proxy ?? '')
  const [limit, setLimit] = useState(settings.limitKilobits === null ? '' : String(settings.limitKilobits))
  const [isMetered, setMetered] = useState(settings.isMetered)
  const kilobits = limit.trim() === '' ? null : Number(limit)
  const isLimit = kilobits === null || (Number.isInteger(kilobits) && kilobits >= LEAST_KILOBITS)
  const textOf = (typed: string) => (typed.trim() === '' ? null : typed.trim())
  const form = useCommandForm({
    problems: {
      address: undefined,
      proxy: undefined,
      limitKilobits: isLimit ? undefined : words.limitWrong,
    },
    run: () =>
      setNetwork(at, {
        address: textOf(address),
        proxy: textOf(proxy),
        limitKilobits: kilobits,
        isMetered,
      }),
    onDone: () => {},
  })
  return (
    <details>
      <summary>{words.networkSettings}</summary>
      <form ref={form.ref} className="stack" onSubmit={form.submit} noValidate>
        <TextInput
          label={words.address}
          hint={words.addressHint(addresses.join(' '))}
          value={address}
          onChange={setAddress}
          problem={form.problem('address')}
        />
        <TextInput
          label={words.proxy}
          hint={words.proxyHint}
          value={proxy}
          onChange={setProxy}
          problem={form.problem('proxy')}
        />
        <TextInput
          label={words.limit}
          hint={words.limitHint}
          value={limit}
          onChange={setLimit}
          problem={form.problem('limitKilobits')}
        />
        <Check isChecked={isMetered} onChange={setMetered}>
          {words.metered}
        </Check>
        {form.refusal !== null && <RefusalCallout refusal={form.refusal} />}
        <div className="row">
          <Button isPending={form.isRunning}>{words.keep}</Button>
        </div>
      </form>
    </details>
  )
}
