/** A gazetteer of places that are nowhere, in the form of the official file. */
export const INVENTED_GAZETTEER = {
  version: 'invented-1',
  provinces: [{ code: '91', km: 'ខេត្តសាកល្បង', en: 'Sakalbang' }],
  districts: [{ code: '9101', p: '91', km: 'ថ្មី', en: 'Thmei', t: 'district' }],
  communes: [{ code: '910101', d: '9101', km: 'ចាស់', en: 'Chas', t: 'sangkat' }],
  villages: [{ code: '91010101', c: '910101', km: 'កណ្តាល', en: ' ' }],
}
