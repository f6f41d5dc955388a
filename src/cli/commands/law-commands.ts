import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { DigestHex } from '#core/ids.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'

/** `samnum law list DIR` */
export async function listLaw(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('law.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    return {
      kind: 'done',
      value: answer.value,
      lines: answer.value.packs.flatMap((pack) => packLines(context, pack)),
    }
  })
}

/** `samnum law inspect DIR FILE` */
export async function inspectLaw(context: CommandContext, folder: string, path: string): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const pack = read.value as InputOf<'law.inspect'>['pack']
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('law.inspect', { pack })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: packLines(context, answer.value.pack) }
  })
}

/** `samnum law adopt DIR FILE --digest HEX` */
export async function adoptLaw(
  context: CommandContext,
  folder: string,
  { path, digest }: { readonly path: string; readonly digest: string },
): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const pack = read.value as InputOf<'law.adopt'>['pack']
  // Read off paper: in groups, and in whatever case. What is no digest after that is the dispatcher's to refuse.
  const digestHex = digest.replaceAll(/[\s-]/g, '').toLowerCase() as DigestHex
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('law.adopt', { pack, digestHex })
    if (answer.outcome !== 'done') return stopped(answer)
    const { packId, version } = answer.value
    const { text, language } = context
    const line = fillTemplate(text.court.packAdopted, { pack: packId, version }, language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

function packLines(
  { language, text }: CommandContext,
  pack: OutputOf<'law.list'>['packs'][number],
): readonly string[] {
  const { court, lawRule } = text
  const version = fillTemplate(court.version, { version: pack.version }, language)
  const from = pack.adopted?.by ?? court.shipped
  return [
    `${pack.title[language]} · ${pack.packId} · ${version} · ${pack.dated} · ${from} · ${pack.isInForce ? court.inForce : court.notInForce}`,
    fillTemplate(court.packDigest, { digest: pack.digestHex }, language),
    ...pack.rules.map(
      (rule) =>
        `  ${rule.verified ? lawRule.verified : lawRule.unverified} · ${rule.article[language]} · ${rule.text[language]}`,
    ),
  ]
}
