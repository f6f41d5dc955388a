import { chooseHost } from './choose-host.ts'

/** Says at the start of the suite what it runs against. */
export function sayHost(): void {
  const host = chooseHost()
  const name = host.kind === 'electron' ? `Electron (${host.program})` : '`samnum serve` in Chromium'
  process.stdout.write(`The screens are tested in ${name}: ${host.why}.\n`)
}
