import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import type { Route } from './route.ts'

/** What a command of the palette does. */
export type PaletteAct =
  | { readonly does: 'go'; readonly to: Route }
  | { readonly does: 'open-case' | 'shortcuts' | 'help' | 'find-code' | 'lock' }

/** One command with its words in the person's language. */
export type PaletteCommand = { readonly id: string; readonly label: string; readonly act: PaletteAct }

/** The commands whose words hold every word that was typed, in their order; all where nothing was typed. */
export function matchCommands(commands: readonly PaletteCommand[], typed: string): readonly PaletteCommand[] {
  const words = foldForSearch(typed)
    .split(' ')
    .filter((word) => word !== '')
  return commands.filter(({ label }) => {
    const folded = foldForSearch(label)
    return words.every((word) => folded.includes(word))
  })
}
