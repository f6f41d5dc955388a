import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { shippedPackageTools } from '#node/export/shipped-package-tools.ts'
import { fillCustody } from './fill-custody.ts'
import { type AtEnd, createVault, type Desk, fillVault, makeFolder, sealBytes } from './make-vault.ts'

/** What stands for the page that others check a package with, where it is not what a test is about. */
export const SMALL_PAGE = Buffer.from('<!doctype html><title>verify</title>')

/** Package tools whose page need not be built. */
export const smallTools = () => shippedPackageTools(async () => new Uint8Array(SMALL_PAGE))

/** A vault with a case that has complaints, exhibits and custody; `things` is the number of the case with the raid. */
export type ExportRoom = { readonly desk: Desk; readonly first: string; readonly things: string }

/** Makes a vault worth exporting from. */
export async function makeExportRoom(atEnd: AtEnd): Promise<ExportRoom> {
  const desk = await createVault({ atEnd, packageTools: smallTools() })
  const { first } = await fillVault(desk)
  await sealBytes(desk, first, Buffer.from('second evidence'), 'CON.txt')
  await fillCustody(desk)
  const { cases } = await desk.ask('case.list', { query: '', limit: 10, offset: 0 })
  const things = cases.find(({ title }) => title === 'ឆែកឆេរ')?.number ?? ''
  await sealBytes(desk, things, Buffer.alloc(70_000, 7), 'big.bin')
  return { desk, first, things }
}

/** An export with what is usual; the folder it went to comes with the answer. */
export async function exportTo(
  desk: Desk,
  caseName: string,
  options: Partial<InputOf<'case.export'>> & { readonly outName?: string; readonly atEnd?: AtEnd } = {},
): Promise<OutputOf<'case.export'> & { readonly path: string }> {
  const { outName = 'package', atEnd, ...asked } = options
  const path = join(await makeFolder(atEnd), outName)
  const outletId = await desk.engine.offerOutletPath(path)
  const answer = await desk.ask('case.export', exportInput(caseName, outletId, asked))
  return { ...answer, path }
}

/** What is asked where a test does not say otherwise. */
export function exportInput(
  caseName: string,
  outletId: string,
  asked: Partial<InputOf<'case.export'>> = {},
): InputOf<'case.export'> {
  return {
    ...{
      case: caseName,
      variant: 'full',
      exhibits: 'all',
      languages: 'km+en',
      form: 'folder',
      recipients: [],
    },
    ...asked,
    outletId,
  }
}

/** A copy of a package in which a test may change something. */
export async function copyPackage(path: string): Promise<string> {
  const copy = join(await makeFolder(), 'copy')
  await cp(path, copy, { recursive: true })
  return copy
}

/** Flips the lowest bit of one byte of a file. */
export async function flipByte(path: string, at = 0): Promise<void> {
  const bytes = await readFile(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}
