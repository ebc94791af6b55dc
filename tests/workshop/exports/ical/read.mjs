// Reads a calendar file from its input by ical.js, and prints its events as JSON. Zones are told by
// the rules in the file alone.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const loaded = createRequire(join(process.argv[2], "x.js"))("ical.js")
const ICAL = loaded.default ?? loaded
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")))
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)
const events = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part)
  const said = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString())
  return {
    uid: event.uid,
    title: event.summary,
    begins: said(event.startDate),
    ends: said(event.endDate),
    place: event.location,
    about: event.description,
    link: part.getFirstPropertyValue("url"),
    status: part.getFirstPropertyValue("status"),
    sequence: event.sequence,
  }
})
console.log(JSON.stringify(events))
