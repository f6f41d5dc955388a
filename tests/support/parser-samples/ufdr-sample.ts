import { makeZip } from './make-zip.ts'

/** A report with the shapes that Cellebrite's programs write: a device, a chat, a call, a contact, a place, a file, a kind nobody reads. */
export const UFDR_REPORT = `<?xml version="1.0" encoding="utf-8"?>
<project id="1" name="Phone" reportVersion="5.0" xmlns="http://pa.cellebrite.com/report/2.0">
<sourceExtractions><extractionInfo id="0" name="Logical" deviceName="Galaxy A12"/></sourceExtractions>
<caseInformation><field name="Case number">2026-0001</field></caseInformation>
<metadata section="Device Info"><item name="IMEI"><![CDATA[490154203237518]]></item></metadata>
<taggedFiles><file fs="x" path="/DCIM/1.jpg" size="12" id="f1"><metadata section="File"><item name="SHA256">${'a'.repeat(64)}</item></metadata></file></taggedFiles>
<decodedData>
<modelType type="Call"><model type="Call" id="c1" deleted_state="Deleted"><field name="Source" type="String"><value>Phone</value></field><field name="Direction"><value>Outgoing</value></field><field name="TimeStamp"><value>2026-03-15T14:05:33.000+07:00</value></field><field name="Duration"><value>00:01:05</value></field>
<multiModelField name="Parties" type="Party"><model type="Party" id="p1"><field name="Identifier"><value>012345678</value></field><field name="Role"><value>To</value></field><field name="Name"><value>Lan</value></field></model></multiModelField></model></modelType>
<modelType type="Chat"><model type="Chat" id="ch1"><field name="Source"><value>WhatsApp</value></field><field name="Id"><value>t1</value></field><field name="Name"><value>Team</value></field>
<multiModelField name="Participants" type="Party"><model type="Party" id="p2"><field name="Identifier"><value>85512345678@s.whatsapp.net</value></field><field name="Name"><value>ដារ៉ា</value></field></model></multiModelField>
<multiModelField name="Messages" type="InstantMessage"><model type="InstantMessage" id="m1"><modelField name="From" type="Party"><model type="Party" id="p3"><field name="Identifier"><value>85512345678@s.whatsapp.net</value></field></model></modelField><field name="Body"><value><![CDATA[pay <now> 098 765 432]]></value></field><field name="TimeStamp"><value>2026-03-15T07:05:33Z</value></field>
<multiModelField name="Attachments" type="Attachment"><model type="Attachment" id="a1"><field name="Filename"><value>1.jpg</value></field></model></multiModelField></model></multiModelField></model></modelType>
<modelType type="Contact"><model type="Contact" id="k1"><field name="Name"><value>Boss</value></field><multiModelField name="Entries" type="PhoneNumber"><model type="PhoneNumber" id="e1"><field name="Value"><value>+12125550100</value></field></model></multiModelField></model></modelType>
<modelType type="Location"><model type="Location" id="l1"><field name="Name"><value>Home</value></field><modelField name="Position" type="Coordinate"><model type="Coordinate" id="x1"><field name="Latitude"><value>11.5564</value></field><field name="Longitude"><value>104.9282</value></field></model></modelField></model></modelType>
<modelType type="Cookie"><model type="Cookie" id="z1"><field name="Name"><value>x</value></field></model></modelType>
</decodedData></project>`

/** The report in its archive. */
export function packUfdr(report = UFDR_REPORT): Uint8Array {
  return makeZip([
    { name: 'files/1.jpg', bytes: new Uint8Array(12) },
    { name: 'report.xml', bytes: new TextEncoder().encode(report) },
  ])
}
