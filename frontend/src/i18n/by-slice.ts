/** `{'../notices/messages/zh-CN.json': {...}}` → `{notices: {...}}` */
export function bySlice(files: Record<string, unknown>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [path.split('/')[1] ?? path, messages as Record<string, unknown>]),
  )
}
