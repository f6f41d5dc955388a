/** Which colours the window wears. `system` follows the machine. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const

/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number]

/** How a person likes this window. It outlives a lock, holds nothing of any case and is kept nowhere. */
export type Preferences = {
  /** The tag of a language of the screens. */
  readonly language: string
  readonly theme: Theme
  /** Whether single letters work as shortcuts; people who dictate or have tremor turn them off (WCAG 2.2, 2.1.4). */
  readonly hasSingleKeys: boolean
}

/** What a window starts with. */
export const FIRST_PREFERENCES: Preferences = { language: 'km', theme: 'system', hasSingleKeys: true }
