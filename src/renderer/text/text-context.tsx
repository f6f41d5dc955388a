import { createContext, type ReactNode, useContext } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Language } from '#core/language.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { type Format, formatOf } from './format.ts'
import { km } from './km.ts'

/** A language with its texts and its way of writing numbers. */
export type Tongue = { readonly language: Language; readonly text: Catalogue; readonly format: Format }

/** The languages the screens speak. */
export const TONGUES: { readonly [Name in Language]: Tongue } = {
  km: { language: 'km', text: km, format: formatOf('km') },
  en: { language: 'en', text: en, format: formatOf('en') },
}

const TongueContext = createContext<Tongue>(TONGUES.km)

type TongueProviderProps = { readonly language: Language; readonly children: ReactNode }

/** Gives everything inside one language. */
export function TongueProvider({ language, children }: TongueProviderProps) {
  return (
    <I18nProvider locale={language === 'km' ? 'km-KH' : 'en-GB'}>
      <TongueContext value={TONGUES[language]}>{children}</TongueContext>
    </I18nProvider>
  )
}

/** The language around a component. */
export function useTongue(): Tongue {
  return useContext(TongueContext)
}
