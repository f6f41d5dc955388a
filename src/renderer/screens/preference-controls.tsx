import { Monitor, Moon, Sun } from 'lucide-react'
import type { Language } from '#core/language.ts'
import { Segments } from '../parts/choices.tsx'
import { useWindow, useWindowPlace } from '../state/places.tsx'
import { THEMES, type Theme } from '../state/preferences.ts'
import { prefer } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'

const LANGUAGES: readonly { readonly value: Language; readonly label: string; readonly lang: string }[] = [
  { value: 'km', label: 'ខ្មែរ', lang: 'km' },
  { value: 'en', label: 'English', lang: 'en' },
]

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon }

/** Changes the language of everything at once. */
export function LanguageSwitch() {
  const place = useWindowPlace()
  const { language, text } = useTongue()
  return (
    <Segments
      label={text.window.language}
      value={language}
      onChange={(value) => prefer(place, { language: value as Language })}
      choices={LANGUAGES}
    />
  )
}

/** Chooses the colours. */
export function ThemeSwitch() {
  const place = useWindowPlace()
  const theme = useWindow((state) => state.preferences.theme)
  const { text } = useTongue()
  return (
    <Segments
      label={text.window.theme}
      value={theme}
      onChange={(value) => prefer(place, { theme: value as Theme })}
      choices={THEMES.map((value) => {
        const Icon = THEME_ICONS[value]
        return { value, label: '', name: text.window.themes[value], icon: <Icon size={16} aria-hidden /> }
      })}
    />
  )
}
