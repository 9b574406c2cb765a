/** Everything is shown in the marketplace's own time zone, wherever the reader is. */
export const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

export interface Wall {
  day: string
  time: string
  seconds: string
}

/** The wall clock of an instant: `{day: '2026-11-23', time: '17:30', seconds: '00'}`. */
export function wall(instant: string | number | Date): Wall {
  const of: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const part of parts.formatToParts(new Date(instant))) of[part.type] = part.value
  return { day: `${of.year}-${of.month}-${of.day}`, time: `${of.hour}:${of.minute}`, seconds: of.second ?? '00' }
}

const WEEKDAYS = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

function weekday(day: string, language: string): string {
  const names = language === 'en' ? WEEKDAYS.en : WEEKDAYS['zh-CN']
  return names[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** `2026-11-23 17:30 周一` */
export function instantText(instant: string, language: string): string {
  const { day, time } = wall(instant)
  return `${day} ${time} ${weekday(day, language)}`
}

/** `2026-11-23 周一` of a day or an instant. */
export function dayText(dayOrInstant: string, language: string): string {
  const day = dayOrInstant.length === 10 ? dayOrInstant : wall(dayOrInstant).day
  return `${day} ${weekday(day, language)}`
}

/** Time left as `[days, hours, minutes, seconds]`, never negative. */
export function left(until: string, now: number): [number, number, number, number] {
  const seconds = Math.max(0, Math.floor((new Date(until).getTime() - now) / 1000))
  return [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
}
