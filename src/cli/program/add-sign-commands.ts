import { addStamp, askStamp, signSaved } from '../commands/sign-command.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

type SignOptions = SecretOptions & { readonly reason: string; readonly out: string }
type StampOptions = SecretOptions & { readonly reply?: string; readonly out?: string }

/** `samnum sign` and `samnum stamp` */
export function addSignCommands({ program, help, run }: Frame): void {
  const ofDocument = (name: string, description: string) =>
    unlocking(program.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
      .argument('<file>', help.savedPdf)
  ofDocument('sign', help.sign)
    .requiredOption('--reason <text>', help.reportSign)
    .requiredOption('--out <file>', help.out)
    .action((dir: string, caseName: string, path: string, { reason, out, ...options }: SignOptions) =>
      run(options, (context) => signSaved(context, dir, { caseName, path, reason, outPath: out })),
    )
  ofDocument('stamp', help.stamp)
    .option('--reply <file>', help.stampReply)
    .option('--out <file>', help.out)
    .action((dir: string, caseName: string, path: string, { reply, out, ...options }: StampOptions) =>
      run(options, (context) => {
        if (reply === undefined) return askStamp(context, dir, { caseName, path })
        if (out === undefined) throw new UsageError('usage/missing-option', { name: '--out' })
        return addStamp(context, dir, { caseName, path, replyPath: reply, outPath: out })
      }),
    )
}
