import { verifyDisclosureFile } from '../commands/disclosure-command.ts'
import { collect } from '../option-values.ts'
import type { Frame } from './frame.ts'

/** `samnum disclosure verify`: for whoever was given a file and has no vault. */
export function addDisclosureCommands({ program, help, run }: Frame): void {
  program
    .command('disclosure')
    .description(help.disclosure)
    .command('verify')
    .description(help.disclosureVerify)
    .argument('<file>', help.disclosureFile)
    .option('--anchor <line>', help.disclosureAnchor, collect, [])
    .action((path: string, { anchor }: { anchor: readonly string[] }) =>
      run({}, (context) => verifyDisclosureFile(context, path, anchor)),
    )
}
