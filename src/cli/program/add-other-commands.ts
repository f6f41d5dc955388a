import { Option } from 'commander'
import { FILE_NAMES, type FileName, schemaOf } from '../commands/schema-command.ts'
import { serveFolder } from '../commands/serve-command.ts'
import { oneOf, wholeNumber } from '../option-values.ts'
import type { Frame } from './frame.ts'

/** `samnum schema|serve` */
export function addOtherCommands({ program, help, run }: Frame): void {
  program
    .command('schema')
    .description(help.schema)
    .argument('<name>', help.schemaName, oneOf('NAME', FILE_NAMES))
    .action((name: FileName) =>
      run({}, () => {
        const schema = schemaOf(name)
        return { kind: 'done', value: schema, lines: [JSON.stringify(schema, null, 2)] }
      }),
    )
  program
    .command('serve')
    .description(help.serve)
    .argument('<dir>', help.dir)
    .addOption(
      new Option('--port <n>', help.port)
        .default(0)
        .argParser(wholeNumber('--port', { min: 0, max: 65_535 })),
    )
    .action((dir: string, { port }: { port: number }) =>
      run({}, (context) => serveFolder(context, dir, port)),
    )
}
