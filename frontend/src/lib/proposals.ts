/** The files of proposals. They are for some people alone, so a plain link would not do: the request carries who asks. */
import { ref } from 'vue'
import { api, ask } from '@/api/client'
import { toast } from '@/design/toast'

export async function saveProposal(notice: string, label: number, name: string): Promise<void> {
  const blob: unknown = await ask(api.GET('/api/v1/notices/{id}/proposals/{label}/file', { params: { path: { id: notice, label } }, parseAs: 'blob' }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob as Blob)
  link.download = `${name}.pdf`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Which one is being fetched; a failure is said. */
export function useSaving(fetch: (label: number) => Promise<void>, failed: () => string) {
  const saving = ref<number>()
  async function save(label: number) {
    saving.value = label
    try {
      await fetch(label)
    } catch {
      toast(failed())
    } finally {
      saving.value = undefined
    }
  }
  return { saving, save }
}

export const sizeText = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)
