import type { FieldsData } from '@kenjiuno/msgreader'

/** What is read of a mail, a recipient or an attachment as text. */
const TEXTS = [
  'subject',
  'body',
  'bodyHtml',
  'headers',
  'messageClass',
  'messageId',
  'senderName',
  'senderEmail',
  'senderSmtpAddress',
  'clientSubmitTime',
  'messageDeliveryTime',
  'creationTime',
  'lastModificationTime',
  'name',
  'email',
  'smtpAddress',
  'recipType',
  'fileName',
  'fileNameShort',
  'attachMimeTag',
] as const satisfies readonly (keyof FieldsData)[]

/**
 * The package gives each property the type that the file says it has, whatever the property is. What is no text where text is read,
 * and no bytes where bytes are, is left out.
 */
export function withSoundTypes(fields: FieldsData): FieldsData {
  const sound: { -readonly [Name in keyof FieldsData]: FieldsData[Name] } = { ...fields }
  for (const name of TEXTS) if (typeof sound[name] !== 'string') delete sound[name]
  if (!(sound.html instanceof Uint8Array)) delete sound.html
  if (fields.recipients !== undefined) sound.recipients = fields.recipients.map(withSoundTypes)
  if (fields.attachments !== undefined) sound.attachments = fields.attachments.map(withSoundTypes)
  return sound
}
