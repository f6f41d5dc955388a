import type { Language } from '#core/language.ts'

/**
 * Languages that a journey is walked in: with `SLOW=1` both, else the one named, which takes turns over the journeys.
 * `every-screen.spec.ts` looks at the main screens in both, always.
 */
export function languagesFrom(usual: Language): readonly Language[] {
  if (process.env.SLOW !== '1') return [usual]
  return usual === 'km' ? ['km', 'en'] : ['en', 'km']
}
