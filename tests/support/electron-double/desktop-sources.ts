import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SOURCES = resolve(import.meta.dirname, '../../../src')

/** The text of every source of the desktop shell. */
export function desktopSources(): readonly { readonly path: string; readonly text: string }[] {
  return ['main', 'preload'].flatMap((layer) =>
    readdirSync(join(SOURCES, layer))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(SOURCES, layer, name))
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  )
}
