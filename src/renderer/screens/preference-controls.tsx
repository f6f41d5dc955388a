import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { Segments } from '../parts/choices.tsx'
import { useWindow, useWindowPlace } from '../state/places.tsx'
import { THEMES, type Theme } from '../state/preferences.ts'
import { prefer } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { TONGUES } from '../text/tongues.ts'

const LANGUAGES = TONGUES.map(({ code, name }) => ({ value: code, label: name, lang: code }))

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }

/** Changes the language of everything at once. */
export function LanguageSwitch() {
  const place = useWindowPlace()
  const { code, text } = useTongue()
  return (
    <Segments
      label={text.window.language}
      value={code}
      onChange={(language) => prefer(place, { language })}
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
